package io.tokentally.aggregation.laws;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A format with short names, for usage of more kinds than the contract has. */
enum RecordedFormat implements UsageFormat {
  INSTANCE;

  static final List<String> FIELDS =
      List.of(
          "in",
          "out",
          "read",
          "minutes",
          "hour",
          "audio",
          "speech",
          "images",
          "thoughts",
          "batch",
          "searches");

  @Override
  public @Nullable RecordedUsage read(
      TracedCall call, String model, Map<?, ?> entry, CacheConvention convention) {
    if (entry.isEmpty() || !FIELDS.containsAll(entry.keySet())) {
      return null;
    }
    long hour = count(entry, "hour");
    return RecordedUsage.builder()
        .promptTokens(count(entry, "in"))
        .completionTokens(count(entry, "out"))
        .cacheReadInputTokens(count(entry, "read"))
        .cacheCreationInputTokens(count(entry, "minutes") + hour)
        .cacheCreation1hInputTokens(hour)
        .addOtherKinds(
            new OtherKind("audio", count(entry, "audio"), Within.PROMPT, Rate.OF_ITS_OWN),
            new OtherKind("speech", count(entry, "speech"), Within.COMPLETION, Rate.OF_ITS_OWN),
            new OtherKind("images", count(entry, "images"), Within.PROMPT, Rate.AS_TEXT),
            new OtherKind("thoughts", count(entry, "thoughts"), Within.COMPLETION, Rate.AS_TEXT),
            new OtherKind(
                "service_tier_batch",
                count(entry, "batch") % 2,
                Within.EVERYTHING,
                Rate.OF_ITS_OWN),
            new OtherKind("searches", count(entry, "searches"), Within.NOTHING, Rate.OF_ITS_OWN))
        .build();
  }

  private static long count(Map<?, ?> entry, String field) {
    return entry.get(field) instanceof Long count ? count : 0;
  }
}
