package io.tokentally.dsl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people write who know another query language, and what says it in ours. */
final class QueryTextHints {

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("==", "equal is ="),
          Map.entry("<>", "not equal is !="),
          Map.entry("&&", "write and"),
          Map.entry("||", "write or"),
          Map.entry("!", "write not"),
          Map.entry("is", "that a is null is a = null, that it is there exists(a)"),
          Map.entry("like", "that b is part of a is a contains b"),
          Map.entry(
              "ilike", "that b is part of a in upper or lower case is a contains in any case b"),
          Map.entry("matches", "that b is part of a is a contains b"),
          Map.entry("~", "that b is part of a is a contains b"),
          Map.entry("starts", "that b is part of a is a contains b"),
          Map.entry("startswith", "that b is part of a is a contains b"),
          Map.entry("between", "write a >= 1 and a <= 2"),
          Map.entry("equals", "equal is ="),
          Map.entry("eq", "equal is ="),
          Map.entry(":", "the path of a field goes on with a dot; other names are field \"…\""),
          Map.entry("/", "a name with other signs is field \"…\""),
          Map.entry("$", "operators with $ belong to the JSON of a query"));

  private QueryTextHints() {}

  /** {@return what to write instead of a token that has no place; null if nothing comes to mind} */
  static @Nullable String hint(QueryToken found) {
    String known = INSTEAD.get(QueryWords.lower(found.text()));
    if (known != null) {
      return known;
    }
    boolean isDate =
        found.kind() == QueryToken.Kind.NUMBER && found.text().matches("\\d{4}-\\d{2}(-\\d{2}.*)?");
    return isDate ? "a date is a string: \"" + found.text() + "\"" : null;
  }
}
