package io.tokentally.springai;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/** The counts that Spring AI has itself; none is negative. */
record OwnCounts(
    long prompt,
    long completion,
    long total,
    long cacheRead,
    long cacheWrite,
    List<MalformedCount> malformed) {

  static OwnCounts of(Usage usage) {
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    counts.put("promptTokens", usage.getPromptTokens());
    counts.put("completionTokens", usage.getCompletionTokens());
    counts.put("totalTokens", usage.getTotalTokens());
    counts.put("cacheReadInputTokens", usage.getCacheReadInputTokens());
    counts.put("cacheWriteInputTokens", usage.getCacheWriteInputTokens());
    List<MalformedCount> malformed = new ArrayList<>();
    Counts read = new Counts(counts, malformed::add);
    return new OwnCounts(
        read.orZero("promptTokens"),
        read.orZero("completionTokens"),
        read.orZero("totalTokens"),
        read.orZero("cacheReadInputTokens"),
        read.orZero("cacheWriteInputTokens"),
        malformed);
  }

  /**
   * {@return the usage, of which the prompt includes cached tokens}
   *
   * @throws ArithmeticException if a sum exceeds 64 bits
   */
  RecordedUsage read(CacheConvention convention) {
    boolean exclusive =
        switch (convention) {
          case INCLUSIVE -> false;
          case EXCLUSIVE -> true;
          case AUTO -> looksExclusive();
        };
    RecordedUsage.Builder usage =
        RecordedUsage.builder()
            .promptTokens(exclusive ? withCached(prompt) : prompt)
            .completionTokens(completion)
            // A provider's total may leave out what its prompt leaves out.
            .totalTokens(exclusive ? 0 : total)
            .cacheReadInputTokens(cacheRead)
            .cacheCreationInputTokens(cacheWrite)
            .malformed(malformed);
    if (convention == CacheConvention.AUTO && withCached(0) > 0) {
      usage.addNotes(
          exclusive ? UsageNote.Kind.TAKEN_AS_EXCLUSIVE : UsageNote.Kind.CONVENTION_UNDECIDED);
    }
    return usage.build();
  }

  private boolean looksExclusive() {
    long cached = withCached(0);
    return cached > prompt
        || (cached > 0 && total == Math.addExact(withCached(prompt), completion));
  }

  private long withCached(long tokens) {
    return Math.addExact(Math.addExact(tokens, cacheRead), cacheWrite);
  }
}
