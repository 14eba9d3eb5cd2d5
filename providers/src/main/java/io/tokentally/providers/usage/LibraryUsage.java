package io.tokentally.providers.usage;

import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.json.ResponseMembers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Usage as a library returned it to the program that called a model. Unlike a record of a tracer,
 * it is that of a request that was made: where it says nothing of what was used, that is noted
 * {@link UsageNote.Kind#NO_USAGE}.
 */
public final class LibraryUsage {

  /** What a response holds in items, which say which tools were used. */
  private static final Set<String> ITEMS = Set.of("output", "choices", "candidates");

  private LibraryUsage() {}

  /**
   * {@return the usage, of at least one request}
   *
   * @param members what the library's object says under its own names, as JSON values; null if
   *     there is no object
   * @throws io.tokentally.ValidationException if a count, or a sum of counts, exceeds 64 bits
   */
  public static RecordedUsage read(ReadingContext context, @Nullable Map<?, ?> members) {
    return read(context, members, null);
  }

  /**
   * {@return the usage in a response, with what stands beside it and was charged as well}
   *
   * @param response what the library's object says, as JSON values; null if there is no object
   * @param content the members of the response in which no number is usage
   * @throws io.tokentally.ValidationException if a count, or a sum of counts, exceeds 64 bits
   */
  public static RecordedUsage ofResponse(
      ReadingContext context, @Nullable Map<?, ?> response, Set<String> content) {
    if (response == null) {
      return read(context, null);
    }
    Map<Object, Object> members = new LinkedHashMap<>(response);
    members.keySet().removeAll(content);
    members.keySet().removeAll(ITEMS);
    return read(context, members, ResponseMembers.of(response));
  }

  private static RecordedUsage read(
      ReadingContext context, @Nullable Map<?, ?> members, @Nullable Map<?, ?> response) {
    Map<?, ?> given = members == null ? Map.of() : members;
    return Overflow.refused(() -> ProviderUsageReader.ofRequest(context, given, response));
  }
}
