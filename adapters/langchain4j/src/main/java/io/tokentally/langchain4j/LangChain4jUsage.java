package io.tokentally.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.PromptReading;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the token usage of LangChain4j, of which OpenAI and Anthropic have forms of their own.
 *
 * <p>Input tokens include cached ones in OpenAI's form. In Anthropic's they do not, so they are
 * added up; its total is not taken over, as it leaves cached tokens out. Of the forms of other
 * providers only the three counts that all have are read, as if the input included cached tokens;
 * {@link UsageNote.Kind#CONVENTION_UNDECIDED} says so. Output includes the tokens of thinking in
 * all forms.
 */
public final class LangChain4jUsage {

  private LangChain4jUsage() {}

  /**
   * {@return the usage} Counts that are null are 0. Negative ones are too, and are among its {@link
   * RecordedUsage#malformed()}. It counts as one request; LangChain4j does not say how many it
   * took.
   *
   * @param usage the usage of a response
   * @throws NullPointerException if it is null, as it is where a provider reports no usage
   */
  public static RecordedUsage of(TokenUsage usage) {
    Form form = Form.of(requireNonNull(usage, "usage"));
    List<MalformedCount> malformed = new ArrayList<>();
    Counts counts = new Counts(form.counts(), malformed::add);
    long input = counts.orZero(Form.INPUT);
    long cacheRead = counts.orZero(Form.CACHE_READ);
    long cacheCreation = counts.orZero(Form.CACHE_CREATION);
    // Caches are reported only where the convention is known.
    PromptReading reading =
        PromptReading.of(form.convention(), input, 0, cacheRead, cacheCreation, 0);
    RecordedUsage.Builder recorded = RecordedUsage.builder();
    recorded
        .promptTokens(reading.promptTokens())
        .completionTokens(counts.orZero(Form.OUTPUT))
        .totalTokens(reading.exclusive() ? 0 : counts.orZero(Form.TOTAL))
        .cacheReadInputTokens(cacheRead)
        .cacheCreationInputTokens(cacheCreation)
        .malformed(malformed);
    if (form.convention() == CacheConvention.AUTO) {
      recorded.addNotes(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED));
    }
    return recorded.build();
  }
}
