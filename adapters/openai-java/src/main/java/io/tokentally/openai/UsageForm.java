package io.tokentally.openai;

import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.NegativeAmounts;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.usage.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the two forms of usage: they differ in names.
 *
 * @param prompt the name of the tokens put in; their details have the same name and a suffix
 * @param completion the name of the tokens that came out
 * @param images what images in the prompt cost
 */
record UsageForm(String prompt, String completion, Rate images) {

  /**
   * {@return the usage that an object in this form holds}
   *
   * @throws ArithmeticException if a count is beyond 64 bits
   */
  RecordedUsage read(Map<?, ?> json) {
    List<MalformedCount> malformed = new ArrayList<>();
    Counts usage = new Counts(json, NegativeAmounts.NEVER, malformed::add);
    Counts in = usage.in(prompt + "_details");
    Counts out = usage.in(completion + "_details");
    return RecordedUsage.builder()
        .promptTokens(usage.orZero(prompt))
        .completionTokens(usage.orZero(completion))
        .totalTokens(usage.orZero("total_tokens"))
        .cacheReadInputTokens(in.orZero("cached_tokens"))
        .cacheCreationInputTokens(in.orZero("cache_write_tokens"))
        .otherKinds(otherKinds(in, out))
        .malformed(malformed)
        .build();
  }

  private List<OtherKind> otherKinds(Counts in, Counts out) {
    List<OtherKind> kinds =
        List.of(
            new OtherKind(
                "input_audio_tokens", in.orZero("audio_tokens"), Within.PROMPT, Rate.OF_ITS_OWN),
            new OtherKind("input_image_tokens", in.orZero("image_tokens"), Within.PROMPT, images),
            new OtherKind(
                "output_audio_tokens",
                out.orZero("audio_tokens"),
                Within.COMPLETION,
                Rate.OF_ITS_OWN));
    return kinds.stream().filter(kind -> kind.count() > 0).toList();
  }
}
