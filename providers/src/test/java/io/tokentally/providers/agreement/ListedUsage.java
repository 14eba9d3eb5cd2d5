package io.tokentally.providers.agreement;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One usage of a model of a price list.
 *
 * @param counts how many of each kind, disjoint; a prompt has {@code text} and the kinds that are
 *     no text
 * @param served how it was served, where that was not as usual
 */
record ListedUsage(Map<String, Long> counts, Set<String> served, Instant when) {

  static final String TEXT = "text";
  static final String ANSWER = "answer";
  static final String READ = "cache_read";
  static final String WRITE = "cache_write";
  static final String WRITE_1H = "cache_write_1h";

  /** The count that a kind is part of, and whether it costs as text where it has no rate. */
  private static final Map<String, OtherKind> TOKENS =
      Map.of(
          "cache_read_image_tokens",
              kind("cache_read_image_tokens", Within.CACHE_READ, Rate.AS_TEXT),
          "input_audio_tokens", kind("input_audio_tokens", Within.PROMPT, Rate.OF_ITS_OWN),
          "input_image_tokens", kind("input_image_tokens", Within.PROMPT, Rate.AS_TEXT),
          "input_video_tokens", kind("input_video_tokens", Within.PROMPT, Rate.AS_TEXT),
          "cache_read_audio_tokens",
              kind("cache_read_audio_tokens", Within.CACHE_READ, Rate.OF_ITS_OWN),
          "cache_write_audio_tokens",
              kind("cache_write_audio_tokens", Within.CACHE_CREATION, Rate.OF_ITS_OWN),
          "reasoning_tokens", kind("reasoning_tokens", Within.COMPLETION, Rate.AS_TEXT),
          "output_audio_tokens", kind("output_audio_tokens", Within.COMPLETION, Rate.OF_ITS_OWN),
          "output_image_tokens", kind("output_image_tokens", Within.COMPLETION, Rate.OF_ITS_OWN),
          "output_video_tokens", kind("output_video_tokens", Within.COMPLETION, Rate.OF_ITS_OWN));

  /** {@return the member that has the rate of a kind of tokens} */
  static String member(String kind) {
    return switch (kind) {
      case READ -> "cache_read_input_token_cost";
      case WRITE -> "cache_creation_input_token_cost";
      case WRITE_1H -> "cache_creation_input_token_cost_above_1hr";
      case "reasoning_tokens" -> "output_cost_per_reasoning_token";
      case "cache_read_audio_tokens" -> "cache_read_input_audio_token_cost";
      case "cache_write_audio_tokens" -> "cache_creation_input_audio_token_cost";
      default -> kind.replaceFirst("_", "_cost_per_").replace("_tokens", "_token");
    };
  }

  private static OtherKind kind(String name, Within within, Rate rate) {
    return new OtherKind(name, 0, within, rate);
  }

  long of(String kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** {@return all that was put in} */
  long prompt() {
    return of(TEXT)
        + of(READ)
        + of(WRITE)
        + of(WRITE_1H)
        + within(Within.PROMPT)
        + within(Within.CACHE_READ)
        + within(Within.CACHE_CREATION);
  }

  long completion() {
    return of(ANSWER) + within(Within.COMPLETION);
  }

  private long within(Within count) {
    return TOKENS.values().stream()
        .filter(kind -> kind.within() == count)
        .mapToLong(kind -> of(kind.kind()))
        .sum();
  }

  /** {@return what is no token, by kind} */
  Map<String, Long> others() {
    Map<String, Long> others = new TreeMap<>(counts);
    others.keySet().removeAll(TOKENS.keySet());
    others.keySet().removeAll(Set.of(TEXT, ANSWER, READ, WRITE, WRITE_1H));
    return others;
  }

  RecordedUsage recorded() {
    RecordedUsage.Builder usage =
        RecordedUsage.builder()
            .promptTokens(prompt())
            .completionTokens(completion())
            .cacheReadInputTokens(of(READ) + within(Within.CACHE_READ))
            .cacheCreationInputTokens(of(WRITE) + of(WRITE_1H) + within(Within.CACHE_CREATION))
            .cacheCreation1hInputTokens(of(WRITE_1H));
    TOKENS.forEach(
        (name, kind) -> {
          if (of(name) > 0) {
            usage.addOtherKinds(new OtherKind(name, of(name), kind.within(), kind.rate()));
          }
        });
    others()
        .forEach(
            (name, count) ->
                usage.addOtherKinds(new OtherKind(name, count, Within.NOTHING, Rate.OF_ITS_OWN)));
    served.forEach(way -> usage.addOtherKinds(OtherKind.servedAs(way)));
    return usage.build();
  }
}
