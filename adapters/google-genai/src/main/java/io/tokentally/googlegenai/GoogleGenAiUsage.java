package io.tokentally.googlegenai;

import com.google.genai.JsonSerializable;
import com.google.genai.gaos.models.interactions.Usage;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.UsageMetadata;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ProviderId;
import io.tokentally.providers.usage.ReadingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage that Google's library for Java returns, from the Gemini API and Vertex AI. Prompt
 * tokens include those read from a cache; tokens that tools put in are added to them, and those of
 * thoughts to the candidates, unless the total shows that they are inside. Audio, generated images
 * and ways of serving other than on demand are among the {@link RecordedUsage#otherKinds()}.
 *
 * <p>Absent counts are 0. What looks like a count and is not known is noted {@link
 * UsageNote.Kind#UNREAD_MEMBER}; the library itself leaves out members that it does not know. Null,
 * and usage without any count, is that of one request, noted {@link UsageNote.Kind#NO_USAGE}. The
 * provider is {@code google}.
 */
public final class GoogleGenAiUsage {

  private static final ReadingContext CONTEXT =
      new ReadingContext(ProviderId.GEMINI, null, CacheConvention.AUTO);

  private GoogleGenAiUsage() {}

  /**
   * {@return the usage of a response} The web searches that its candidates were grounded with
   * count, as they are charged besides.
   *
   * @param response a response; of streamed ones, the last one with usage
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable GenerateContentResponse response) {
    if (response == null) {
      return read(null);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    response.usageMetadata().ifPresent(usage -> members.put("usageMetadata", json(usage)));
    int searches =
        response.candidates().orElse(List.of()).stream()
            .flatMap(candidate -> candidate.groundingMetadata().stream())
            .flatMap(grounding -> grounding.webSearchQueries().stream())
            .mapToInt(List::size)
            .sum();
    members.put(
        "groundingToolCount", List.of(Map.of("type", "google_search_queries", "count", searches)));
    return read(members);
  }

  /**
   * {@return the usage of a response, without the searches that it was grounded with}
   *
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable GenerateContentResponseUsageMetadata usage) {
    return read(usage == null ? null : json(usage));
  }

  /**
   * {@return the usage of a message of the Live API}
   *
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable UsageMetadata usage) {
    return read(usage == null ? null : json(usage));
  }

  /**
   * {@return the usage of an interaction}
   *
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Usage usage) {
    return read(usage == null ? null : json(usage));
  }

  private static RecordedUsage read(@Nullable Map<?, ?> members) {
    return LibraryUsage.read(CONTEXT, members);
  }

  private static Map<?, ?> json(Object usage) {
    return JsonSerializable.objectMapper().convertValue(usage, Map.class);
  }
}
