package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatResponseMetadata;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.googleai.GroundingMetadata;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiResponsesChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage.InputTokensDetails;
import dev.langchain4j.model.openai.OpenAiTokenUsage.OutputTokensDetails;
import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class LangChain4jUsageTest {

  @Test
  void plainUsageHasThreeCounts() {
    assertThat(LangChain4jUsage.of(new TokenUsage(100, 20, 120)))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(100)
                .completionTokens(20)
                .totalTokens(120)
                .build());
    assertThat(Brief.counts(LangChain4jUsage.of(new TokenUsage(7)))).isEqualTo("7 0 7 0 0 0");
  }

  /** As the modules for Vertex AI fill it: the tokens of thinking are in the total alone. */
  @Test
  void aTotalWithTokensThatNoCountHasIsNoted() {
    RecordedUsage recorded = LangChain4jUsage.of(new TokenUsage(100, 20, 157));
    assertThat(Brief.counts(recorded)).isEqualTo("100 20 157 0 0 0");
    assertThat(Brief.rest(recorded))
        .isEqualTo("TOTAL_DIFFERS total_tokens recorded 157, counted 120");
  }

  @Test
  void whereNothingWasCountedThatIsNoted() {
    RecordedUsage nothing =
        RecordedUsage.builder().addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE)).build();
    assertThat(LangChain4jUsage.of((TokenUsage) null)).isEqualTo(nothing);
    assertThat(LangChain4jUsage.of((ChatResponse) null)).isEqualTo(nothing);
    assertThat(LangChain4jUsage.of(ChatResponse.builder().aiMessage(AiMessage.from("a")).build()))
        .isEqualTo(nothing);
    assertThat(LangChain4jUsage.of(new TokenUsage())).isEqualTo(nothing);
    assertThat(LangChain4jUsage.of(new TokenUsage(0, 0))).isEqualTo(nothing);
    assertThat(LangChain4jUsage.of(OpenAiTokenUsage.builder().build())).isEqualTo(nothing);
    assertThat(Brief.rest(LangChain4jUsage.of(AnthropicTokenUsage.builder().build())))
        .isEqualTo("NO_USAGE");
    assertThat(Brief.rest(LangChain4jUsage.of(BedrockTokenUsage.builder().build())))
        .isEqualTo("NO_USAGE");
    assertThat(Brief.rest(LangChain4jUsage.of(GoogleAiGeminiTokenUsage.builder().build())))
        .isEqualTo("NO_USAGE");
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
    RecordedUsage recorded = LangChain4jUsage.of(usage);
    assertThat(Brief.counts(recorded)).isEqualTo("1000 200 1200 600 0 0");
    assertThat(Brief.kinds(recorded)).containsExactly("reasoning_tokens 150 COMPLETION AS_TEXT");
    assertThat(recorded.provider()).isNull();
  }

  /** As xAI answers through OpenAI's module. */
  @Test
  void aTotalShowsReasoningOnTopOfTheOutput() {
    TokenUsage usage =
        OpenAiTokenUsage.builder()
            .inputTokenCount(125)
            .outputTokenCount(48)
            .outputTokensDetails(OutputTokensDetails.builder().reasoningTokens(300).build())
            .totalTokenCount(473)
            .build();
    assertThat(Brief.counts(LangChain4jUsage.of(usage))).isEqualTo("125 348 473 0 0 0");
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
                .provider("anthropic")
                .build());
    assertThat(recorded.counts()).containsEntry("total_tokens", 860L);
    TokenUsage readAlone =
        AnthropicTokenUsage.builder().inputTokenCount(700).cacheReadInputTokens(600).build();
    assertThat(Brief.counts(LangChain4jUsage.of(readAlone))).isEqualTo("1300 0 0 600 0 0");
    assertThat(Brief.rest(LangChain4jUsage.of(readAlone))).isEmpty();
    assertThat(LangChain4jUsage.of(readAlone).provider()).isEqualTo("anthropic");
  }

  @Test
  void bedrockCountsCachedTokensOnTopOfTheInput() {
    TokenUsage usage =
        BedrockTokenUsage.builder()
            .inputTokenCount(10)
            .outputTokenCount(50)
            .cacheReadInputTokens(2000)
            .cacheWriteInputTokens(1000)
            .build();
    RecordedUsage recorded = LangChain4jUsage.of(usage);
    assertThat(Brief.counts(recorded)).isEqualTo("3010 50 0 2000 1000 0");
    assertThat(Brief.rest(recorded)).isEmpty();
    assertThat(recorded.provider()).isEqualTo("aws");
  }

  @Test
  void geminiCountsThoughtsOnTopOfTheOutput() {
    GoogleAiGeminiTokenUsage.Builder usage =
        GoogleAiGeminiTokenUsage.builder()
            .inputTokenCount(1000)
            .outputTokenCount(200)
            .cachedContentTokenCount(600)
            .thoughtsTokenCount(700);
    assertThat(Brief.counts(LangChain4jUsage.of(usage.build()))).isEqualTo("1000 900 0 600 0 0");
    RecordedUsage withTotal = LangChain4jUsage.of(usage.totalTokenCount(1900).build());
    assertThat(Brief.counts(withTotal)).isEqualTo("1000 900 1900 600 0 0");
    assertThat(Brief.rest(withTotal)).isEmpty();
    assertThat(withTotal.provider()).isEqualTo("google");
    // Tokens that tools put in are in the total alone.
    assertThat(Brief.rest(LangChain4jUsage.of(usage.totalTokenCount(1907).build())))
        .isEqualTo("TOTAL_DIFFERS total_tokens recorded 1907, counted 1900");
    // Then the thoughts are inside.
    assertThat(
            Brief.counts(
                LangChain4jUsage.of(usage.outputTokenCount(900).totalTokenCount(1900).build())))
        .isEqualTo("1000 900 1900 600 0 0");
  }

  @Test
  void aResponseHasTheServiceTierOfOpenAi() {
    OpenAiTokenUsage usage =
        OpenAiTokenUsage.builder()
            .inputTokenCount(10)
            .outputTokenCount(2)
            .totalTokenCount(12)
            .build();
    for (ChatResponseMetadata metadata :
        new ChatResponseMetadata[] {
          OpenAiChatResponseMetadata.builder().tokenUsage(usage).serviceTier("flex").build(),
          OpenAiResponsesChatResponseMetadata.builder()
              .tokenUsage(usage)
              .serviceTier("flex")
              .build()
        }) {
      ChatResponse response =
          ChatResponse.builder().aiMessage(AiMessage.from("a")).metadata(metadata).build();
      assertThat(Brief.counts(LangChain4jUsage.of(response))).isEqualTo("10 2 12 0 0 0");
      assertThat(Brief.rest(LangChain4jUsage.of(response))).isEqualTo("service_tier_flex=1");
    }
    ChatResponse plain =
        ChatResponse.builder().aiMessage(AiMessage.from("a")).tokenUsage(usage).build();
    assertThat(Brief.rest(LangChain4jUsage.of(plain))).isEmpty();
  }

  @Test
  void aResponseHasTheSearchesOfGemini() {
    ChatResponseMetadata metadata =
        GoogleAiGeminiChatResponseMetadata.builder()
            .tokenUsage(
                GoogleAiGeminiTokenUsage.builder().inputTokenCount(9).outputTokenCount(5).build())
            .groundingMetadata(
                GroundingMetadata.builder().webSearchQueries(List.of("weather", "2026")).build())
            .build();
    ChatResponse response =
        ChatResponse.builder().aiMessage(AiMessage.from("a")).metadata(metadata).build();
    assertThat(Brief.counts(LangChain4jUsage.of(response))).isEqualTo("9 5 0 0 0 0");
    assertThat(Brief.rest(LangChain4jUsage.of(response)))
        .isEqualTo("google_search_queries=2, grounded_prompts=1");
    ChatResponseMetadata without = GoogleAiGeminiChatResponseMetadata.builder().build();
    assertThat(
            Brief.rest(
                LangChain4jUsage.of(
                    ChatResponse.builder()
                        .aiMessage(AiMessage.from("a"))
                        .metadata(without)
                        .build())))
        .isEqualTo("NO_USAGE");
  }

  /** No count of the library's classes is neither read nor listed here. */
  @Test
  void everyCountOfEveryClassChangesWhatIsRead() throws ReflectiveOperationException {
    for (Class<? extends TokenUsage> type :
        List.of(
            OpenAiTokenUsage.class,
            AnthropicTokenUsage.class,
            BedrockTokenUsage.class,
            GoogleAiGeminiTokenUsage.class)) {
      List<String> read = new ArrayList<>();
      for (Method count : type.getMethods()) {
        if (count.getParameterCount() == 0 && count.getReturnType() == Integer.class) {
          read.add(count.getName());
          assertThat(LangChain4jUsage.of(with(type, count.getName(), 7)))
              .as("%s of %s", count.getName(), type)
              .isNotEqualTo(LangChain4jUsage.of(with(type, count.getName(), 8)));
        }
      }
      assertThat(read).contains("inputTokenCount", "outputTokenCount");
    }
    assertThat(names(InputTokensDetails.class)).containsExactly("cachedTokens");
    assertThat(names(OutputTokensDetails.class)).containsExactly("reasoningTokens");
  }

  private static Stream<String> names(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getReturnType() == Integer.class)
        .map(Method::getName);
  }

  private static TokenUsage with(Class<?> type, String name, int count)
      throws ReflectiveOperationException {
    Object builder = type.getMethod("builder").invoke(null);
    set(builder, "inputTokenCount", 1000);
    set(builder, "outputTokenCount", 1000);
    if (Arrays.stream(builder.getClass().getMethods()).anyMatch(m -> m.getName().equals(name))) {
      set(builder, name, count);
    } else {
      // The sum of input and output, as the library makes it.
      assertThat(name).isEqualTo("totalTokenCount");
      set(builder, "inputTokenCount", count);
    }
    return (TokenUsage) builder.getClass().getMethod("build").invoke(builder);
  }

  private static void set(Object builder, String name, Integer count)
      throws ReflectiveOperationException {
    builder.getClass().getMethod(name, Integer.class).invoke(builder, count);
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

  /** As the module for OpenAI's own library has them, for one. */
  @Test
  void theFieldsOfAnyOtherClassAreRead() {
    RecordedUsage recorded = LangChain4jUsage.of(new OtherTokenUsage());
    assertThat(Brief.counts(recorded)).isEqualTo("100 20 120 60 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("UNREAD_MEMBER gizmoTokens 7");
  }

  @Test
  void whereNothingShowsWhatAnInputIncludesThatIsNoted() {
    RecordedUsage recorded = LangChain4jUsage.of(new CachingTokenUsage());
    assertThat(Brief.counts(recorded)).isEqualTo("100 20 120 60 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("CONVENTION_UNDECIDED");
  }

  @Test
  void aClassWhoseFieldsCannotBeReadIsNamed() {
    RecordedUsage recorded = LangChain4jUsage.of(new EndlessTokenUsage());
    assertThat(Brief.counts(recorded)).isEqualTo("100 20 120 0 0 0");
    assertThat(Brief.rest(recorded))
        .isEqualTo("UNREAD_MEMBER what " + EndlessTokenUsage.class.getName() + " has besides");
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

  static final class OtherTokenUsage extends TokenUsage {
    final Details inputTokensDetails = new Details(60L);
    final int gizmoTokens = 7;

    OtherTokenUsage() {
      super(100, 20);
    }
  }

  record Details(Long cachedTokens) {}

  static final class CachingTokenUsage extends TokenUsage {
    final int cachedTokens = 60;

    CachingTokenUsage() {
      super(100, 20);
    }
  }

  static final class EndlessTokenUsage extends TokenUsage {
    final TokenUsage itself = this;

    EndlessTokenUsage() {
      super(100, 20);
    }
  }

  private static long counted(Integer count) {
    return count == null ? 0 : Math.max(0, count);
  }
}
