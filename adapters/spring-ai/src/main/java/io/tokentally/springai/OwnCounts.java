package io.tokentally.springai;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.PromptReading;
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
    PromptReading reading =
        PromptReading.of(convention, prompt, completion, cacheRead, cacheWrite, total);
    RecordedUsage.Builder usage =
        RecordedUsage.builder()
            .promptTokens(reading.promptTokens())
            .completionTokens(completion)
            // A provider's total may leave out what its prompt leaves out.
            .totalTokens(reading.exclusive() ? 0 : total)
            .cacheReadInputTokens(cacheRead)
            .cacheCreationInputTokens(cacheWrite)
            .malformed(malformed);
    if (reading.note() != null) {
      usage.addNotes(ReadingNote.of(reading.note()));
    }
    return usage.build();
  }
}
