package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of genai-prices: an object with one member, the kind of the clause. */
final class MatchClauses {

  private static final String EXPECTED =
      "expected one of equals, starts_with, ends_with, contains, regex, or, and, found ";

  /** Clauses of people are two or three levels deep. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_PATTERN_LENGTH = 200;

  /** Repeated groups can exhaust the stack; flags can hide them. */
  private static final Pattern REPEATED_GROUP = Pattern.compile("\\)[*+{]|\\(\\?[a-zA-Z-]");

  private MatchClauses() {}

  /** {@return the clause; after an error, one that no name meets} */
  static MatchClause read(@Nullable Object value, Loc at, ErrorCollector faults) {
    return read(value, at, faults, MAX_DEPTH);
  }

  private static MatchClause read(
      @Nullable Object value, Loc at, ErrorCollector faults, int depth) {
    if (!(value instanceof Map<?, ?> clause)) {
      Check.wrongType("an object", value, at, faults);
      return MatchClause.NEVER;
    }
    if (depth == 0) {
      faults.add(at, Type.LIMIT, "nested deeper than " + MAX_DEPTH + " clauses");
      return MatchClause.NEVER;
    }
    if (clause.size() != 1) {
      faults.add(at, Type.ARITY, EXPECTED + clause.size() + " members");
      return MatchClause.NEVER;
    }
    Map.Entry<?, ?> member = clause.entrySet().iterator().next();
    String kind = (String) member.getKey();
    Object operand = member.getValue();
    Loc inside = at.key(kind);
    return switch (kind) {
      case "equals" -> text(operand, inside, faults, MatchClause.Equals::new);
      case "starts_with" -> text(operand, inside, faults, MatchClause.StartsWith::new);
      case "ends_with" -> text(operand, inside, faults, MatchClause.EndsWith::new);
      case "contains" -> text(operand, inside, faults, MatchClause.Contains::new);
      case "regex" -> regex(operand, inside, faults);
      case "or" -> new MatchClause.Or(list(operand, inside, faults, depth));
      case "and" -> new MatchClause.And(list(operand, inside, faults, depth));
      default -> {
        faults.add(at, Type.UNKNOWN_OPERATOR, EXPECTED + JsonValues.quote(kind));
        yield MatchClause.NEVER;
      }
    };
  }

  private static MatchClause text(
      @Nullable Object value, Loc at, ErrorCollector faults, Function<String, MatchClause> clause) {
    if (value instanceof String text) {
      return clause.apply(text.toLowerCase(Locale.ROOT));
    }
    Check.wrongType("a string", value, at, faults);
    return MatchClause.NEVER;
  }

  private static MatchClause regex(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (!(value instanceof String text)) {
      Check.wrongType("a string", value, at, faults);
      return MatchClause.NEVER;
    }
    String fault = fault(text);
    if (fault == null) {
      try {
        return new MatchClause.Regex(Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        fault = "expected a regular expression";
      }
    }
    faults.add(at, Type.VALUE, fault + ", found " + JsonValues.quote(text));
    return MatchClause.NEVER;
  }

  private static @Nullable String fault(String pattern) {
    if (pattern.length() > MAX_PATTERN_LENGTH) {
      return "expected a pattern of at most " + MAX_PATTERN_LENGTH + " characters";
    }
    return REPEATED_GROUP.matcher(pattern).find()
        ? "expected a pattern without repeated groups and without flags"
        : null;
  }

  private static List<MatchClause> list(
      @Nullable Object value, Loc at, ErrorCollector faults, int depth) {
    List<MatchClause> clauses = new ArrayList<>();
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        clauses.add(read(elements.get(i), at.index(i), faults, depth - 1));
      }
    } else {
      Check.wrongType("a list", value, at, faults);
    }
    return List.copyOf(clauses);
  }
}
