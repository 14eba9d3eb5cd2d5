package io.tokentally.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AnthropicUsageTest {

  private static final RecordedUsage NOTHING =
      RecordedUsage.builder().provider("anthropic").build();

  @Test
  void cachedTokensComeOnTopOfTheInput() {
    Usage usage =
        read(
            Usage.class,
            """
            {"input_tokens": 10, "cache_read_input_tokens": 600, "cache_creation_input_tokens": 50,
             "cache_creation":
               {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 30},
             "output_tokens": 200, "service_tier": "standard", "inference_geo": "global"}""");
    assertThat(AnthropicUsage.of(usage))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(660)
                .cacheReadInputTokens(600)
                .cacheCreationInputTokens(50)
                .cacheCreation1hInputTokens(30)
                .completionTokens(200)
                .provider("anthropic")
                .build());
  }

  @Test
  void theUsageInsideAWholeAnswerIsRead() {
    Message answer =
        read(
            Message.class,
            """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
             "content": [], "stop_reason": "end_turn", "stop_sequence": null,
             "usage": {"input_tokens": 7, "output_tokens": 3, "cache_read_input_tokens": null}}""");
    assertThat(AnthropicUsage.of(answer.usage()))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(7)
                .completionTokens(3)
                .provider("anthropic")
                .build());
  }

  @Test
  void builtUsageIsReadLikeReceivedUsage() {
    Usage usage = read(Usage.class, "{}").toBuilder().inputTokens(7).outputTokens(3).build();
    assertThat(AnthropicUsage.of(usage).counts())
        .containsEntry("prompt_tokens", 7L)
        .containsEntry("completion_tokens", 3L)
        .containsEntry("total_tokens", 10L);
  }

  @Test
  void whatHasAPriceOfItsOwnIsOfAnotherKind() {
    Usage usage =
        read(
            Usage.class,
            """
            {"server_tool_use":
               {"web_search_requests": 3, "web_fetch_requests": 4, "code_execution_requests": 5},
             "service_tier": "batch", "speed": "fast", "inference_geo": "us"}""");
    assertThat(AnthropicUsage.of(usage).otherKinds())
        .containsExactlyInAnyOrder(
            charged("web_search_requests", 3),
            charged("code_execution_requests", 5),
            OtherKind.servedAs("service_tier_batch"),
            OtherKind.servedAs("speed_fast"),
            OtherKind.servedAs("inference_geo_us"));
  }

  @Test
  void aTierWithAnOddNameIsNotRepeated() {
    Usage usage = read(Usage.class, "{\"service_tier\": \"%s\"}".formatted("x".repeat(41)));
    assertThat(AnthropicUsage.of(usage).otherKinds())
        .containsExactly(OtherKind.servedAs("service_tier_other"));
  }

  @Test
  void whatIsAbsentOrNullIsZero() {
    assertThat(AnthropicUsage.of(read(Usage.class, "{}"))).isEqualTo(NOTHING);
    Usage nulls =
        read(
            Usage.class,
            """
            {"input_tokens": null, "cache_creation": null, "server_tool_use": null,
             "service_tier": null}""");
    assertThat(AnthropicUsage.of(nulls)).isEqualTo(NOTHING);
  }

  @Test
  void withoutASumThePartsOfTheCacheCreationCount() {
    Usage usage =
        read(
            Usage.class,
            """
            {"cache_creation":
               {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 30}}""");
    RecordedUsage recorded = AnthropicUsage.of(usage);
    assertThat(recorded.cacheCreationInputTokens()).isEqualTo(50);
    assertThat(recorded.promptTokens()).isEqualTo(50);
  }

  @Test
  void aPartIsNotMoreThanTheWhole() {
    Usage usage =
        read(
            Usage.class,
            """
            {"cache_creation_input_tokens": 20,
             "cache_creation": {"ephemeral_1h_input_tokens": 30}}""");
    assertThat(AnthropicUsage.of(usage).cacheCreation1hInputTokens()).isEqualTo(20);
  }

  @Test
  void whatIsNoCountIsReported() {
    Usage usage =
        read(
            Usage.class,
            """
            {"input_tokens": "many", "output_tokens": -5, "cache_read_input_tokens": 1.5,
             "cache_creation": 3, "server_tool_use": {"web_search_requests": true}}""");
    RecordedUsage recorded = AnthropicUsage.of(usage);
    assertThat(recorded.promptTokens()).isEqualTo(1);
    assertThat(recorded.completionTokens()).isZero();
    assertThat(recorded.malformed())
        .containsExactlyInAnyOrder(
            new MalformedCount("input_tokens", Reason.TEXT_NOT_INTEGER, "string \"many\""),
            new MalformedCount("output_tokens", Reason.NEGATIVE, "-5"),
            new MalformedCount("cache_read_input_tokens", Reason.FRACTIONAL, "1.5"),
            new MalformedCount("cache_creation", Reason.ENTRY_NOT_OBJECT, "3"),
            new MalformedCount("server_tool_use.web_search_requests", Reason.NOT_A_NUMBER, "true"));
  }

  @Test
  void whatIsBeyond64BitsIsRefused() {
    for (String json :
        new String[] {
          "{\"output_tokens\": 9223372036854775808}",
          "{\"input_tokens\": 9223372036854775807, \"cache_read_input_tokens\": 1}"
        }) {
      Usage usage = read(Usage.class, json);
      assertThatThrownBy(() -> AnthropicUsage.of(usage))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("at most 64 bits");
    }
  }

  @Property
  void thePromptIsTheSumOfItsParts(
      @ForAll @LongRange(max = 1L << 60) long input,
      @ForAll @LongRange(max = 1L << 60) long cacheRead,
      @ForAll @LongRange(max = 1L << 60) long cacheCreation) {
    Usage usage =
        read(Usage.class, "{}").toBuilder()
            .inputTokens(input)
            .cacheReadInputTokens(cacheRead)
            .cacheCreationInputTokens(cacheCreation)
            .build();
    RecordedUsage recorded = AnthropicUsage.of(usage);
    assertThat(recorded.promptTokens()).isEqualTo(input + cacheRead + cacheCreation);
    assertThat(recorded.cacheReadInputTokens()).isEqualTo(cacheRead);
    assertThat(recorded.cacheCreationInputTokens()).isEqualTo(cacheCreation);
  }

  private static OtherKind charged(String kind, long count) {
    return new OtherKind(kind, count, Within.NOTHING, Rate.OF_ITS_OWN);
  }

  private static <T> T read(Class<T> type, String json) {
    try {
      return ObjectMappers.jsonMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
