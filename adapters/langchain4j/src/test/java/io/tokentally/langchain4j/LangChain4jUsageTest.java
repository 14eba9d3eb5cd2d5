package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage.InputTokensDetails;
import dev.langchain4j.model.openai.OpenAiTokenUsage.OutputTokensDetails;
import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class LangChain4jUsageTest {

  @Test
  void plainUsageHasThreeCounts() {
    assertThat(LangChain4jUsage.of(new TokenUsage(100, 20, 125)))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(100)
                .completionTokens(20)
                .totalTokens(125)
                .build());
  }

  @Test
  void whatIsNotKnownIsZero() {
    assertThat(LangChain4jUsage.of(new TokenUsage())).isEqualTo(RecordedUsage.builder().build());
    assertThat(LangChain4jUsage.of(OpenAiTokenUsage.builder().build()))
        .isEqualTo(RecordedUsage.builder().build());
    assertThat(LangChain4jUsage.of(AnthropicTokenUsage.builder().build()))
        .isEqualTo(RecordedUsage.builder().build());
  }

  @Test
  void openAiCountsCachedTokensInsideTheInput() {
    TokenUsage usage =
        OpenAiTokenUsage.builder()
            .inputTokenCount(1000)
            .inputTokensDetails(InputTokensDetails.builder().cachedTokens(600).build())
            .outputTokenCount(200)
            .outputTokensDetails(OutputTokensDetails.builder().reasoningTokens(150).build())
            .totalTokenCount(1200)
            .build();
    assertThat(LangChain4jUsage.of(usage))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(1000)
                .cacheReadInputTokens(600)
                .completionTokens(200)
                .totalTokens(1200)
                .build());
  }

  @Test
  void anthropicCountsCachedTokensOnTopOfTheInput() {
    TokenUsage usage =
        AnthropicTokenUsage.builder()
            .inputTokenCount(10)
            .cacheReadInputTokens(600)
            .cacheCreationInputTokens(50)
            .outputTokenCount(200)
            .build();
    RecordedUsage recorded = LangChain4jUsage.of(usage);
    assertThat(recorded)
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(660)
                .cacheReadInputTokens(600)
                .cacheCreationInputTokens(50)
                .completionTokens(200)
                .build());
    assertThat(recorded.counts()).containsEntry("total_tokens", 860L);
  }

  @Test
  void addedUsageKeepsItsForm() {
    TokenUsage first = AnthropicTokenUsage.builder().inputTokenCount(1).outputTokenCount(2).build();
    TokenUsage second = AnthropicTokenUsage.builder().cacheReadInputTokens(4).build();
    RecordedUsage sum = LangChain4jUsage.of(new TokenUsage(8, 16).add(first).add(second));
    assertThat(sum.promptTokens()).isEqualTo(13);
    assertThat(sum.cacheReadInputTokens()).isEqualTo(4);
    assertThat(sum.completionTokens()).isEqualTo(18);
  }

  @Test
  void anExtensionOfAKnownFormIsReadAsThatForm() {
    TokenUsage usage =
        new AnthropicTokenUsage(
            AnthropicTokenUsage.builder().inputTokenCount(1).cacheReadInputTokens(2)) {};
    assertThat(LangChain4jUsage.of(usage).promptTokens()).isEqualTo(3);
    assertThat(LangChain4jUsage.of(usage).notes()).isEmpty();
  }

  @Test
  void anUnknownFormIsReadAsFarAsAllAreAlikeAndNoted() {
    TokenUsage usage = new TokenUsage(100, 20) {};
    assertThat(LangChain4jUsage.of(usage))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(100)
                .completionTokens(20)
                .totalTokens(120)
                .addNotes(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED))
                .build());
  }

  @Test
  void negativeCountsAreZeroAndReported() {
    RecordedUsage recorded =
        LangChain4jUsage.of(
            AnthropicTokenUsage.builder()
                .inputTokenCount(-1)
                .cacheReadInputTokens(5)
                .cacheCreationInputTokens(-2)
                .build());
    assertThat(recorded.promptTokens()).isEqualTo(5);
    assertThat(recorded.malformed())
        .containsExactly(
            new MalformedCount("inputTokenCount", Reason.NEGATIVE, "-1"),
            new MalformedCount("cacheCreationInputTokens", Reason.NEGATIVE, "-2"));
  }

  @Property
  void anyUsageIsRead(
      @ForAll int input,
      @ForAll @WithNull Integer cacheRead,
      @ForAll @WithNull Integer cacheCreation) {
    RecordedUsage recorded =
        LangChain4jUsage.of(
            AnthropicTokenUsage.builder()
                .inputTokenCount(input)
                .cacheReadInputTokens(cacheRead)
                .cacheCreationInputTokens(cacheCreation)
                .build());
    assertThat(recorded.promptTokens())
        .isEqualTo(counted(input) + counted(cacheRead) + counted(cacheCreation));
  }

  private static long counted(Integer count) {
    return count == null ? 0 : Math.max(0, count);
  }
}
