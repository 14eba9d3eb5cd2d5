package io.tokentally.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaMessageDeltaUsage;
import com.anthropic.models.beta.messages.BetaUsage;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AnthropicUsageTest {

  private static final RecordedUsage NOTHING =
      RecordedUsage.builder()
          .provider("anthropic")
          .addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE))
          .build();

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
    assertThat(AnthropicUsage.of(answer))
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
  void betaUsageHasIterationsThatNoSumHas() {
    String usage =
        """
        {"input_tokens": 30, "output_tokens": 40, "cache_read_input_tokens": 100,
         "cache_creation_input_tokens": 50, "service_tier": "standard", "iterations": [
           {"type": "compaction", "input_tokens": 900, "output_tokens": 70,
            "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0},
           {"type": "advisor_message", "model": "claude-opus-4-8", "input_tokens": 11,
            "output_tokens": 12, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0},
           {"type": "message", "input_tokens": 30, "output_tokens": 40,
            "cache_read_input_tokens": 100, "cache_creation_input_tokens": 50}]}""";
    RecordedUsage alone = AnthropicUsage.of(read(BetaUsage.class, usage));
    assertThat(Brief.counts(alone)).isEqualTo("1080 110 0 100 50 0");
    assertThat(alone.otherModels()).containsOnlyKeys("claude-opus-4-8");

    RecordedUsage message =
        AnthropicUsage.of(
            read(
                BetaMessage.class,
                "{\"id\": \"m\", \"model\": \"claude-sonnet-5\", \"content\": [], \"usage\": %s}"
                    .formatted(usage)));
    assertThat(Brief.counts(message)).isEqualTo("180 40 0 100 50 0");
    assertThat(Brief.counts(message.otherModels().get("claude-sonnet-5")))
        .isEqualTo("900 70 0 0 0 0");
    assertThat(Brief.counts(message.otherModels().get("claude-opus-4-8")))
        .isEqualTo("11 12 0 0 0 0");
  }

  @Test
  void aModelThatDeclinedIsUsageOfItsOwn() {
    BetaUsage usage =
        read(
            BetaUsage.class,
            """
            {"input_tokens": 200, "output_tokens": 60, "cache_read_input_tokens": 0,
             "cache_creation_input_tokens": 0, "fallback_credit": {"status": {"type": "redeemed"}},
             "iterations": [
               {"type": "message", "model": "claude-opus-4-8", "input_tokens": 190,
                "output_tokens": 5, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0},
               {"type": "fallback_message", "model": "claude-sonnet-5", "input_tokens": 200,
                "output_tokens": 60, "cache_read_input_tokens": 0,
                "cache_creation_input_tokens": 0}]}""");
    RecordedUsage recorded = AnthropicUsage.of(usage);
    assertThat(Brief.counts(recorded)).isEqualTo("200 60 0 0 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("fallback_credit_redeemed=1");
    assertThat(Brief.counts(recorded.otherModels().get("claude-opus-4-8")))
        .isEqualTo("190 5 0 0 0 0");
  }

  /** As MessageAccumulator puts it together where the message grew after its first event. */
  @Test
  void lifetimesThatDoNotAddUpAreNoted() {
    Usage usage =
        read(
            Usage.class,
            """
            {"input_tokens": 30, "output_tokens": 20, "cache_read_input_tokens": 100,
             "cache_creation_input_tokens": 350,
             "cache_creation":
               {"ephemeral_5m_input_tokens": 40, "ephemeral_1h_input_tokens": 60}}""");
    assertThat(Brief.counts(AnthropicUsage.of(usage))).isEqualTo("480 20 0 100 350 60");
    assertThat(Brief.rest(AnthropicUsage.of(usage)))
        .isEqualTo("TOTAL_DIFFERS cache_creation by lifetime recorded 350, counted 100");
  }

  @Test
  void theLastEventOfAStreamHasTheWhole() {
    MessageDeltaUsage usage =
        read(
            MessageDeltaUsage.class,
            """
            {"input_tokens": 12, "output_tokens": 20, "cache_read_input_tokens": 5,
             "cache_creation_input_tokens": null,
             "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 0}}""");
    assertThat(Brief.counts(AnthropicUsage.of(usage))).isEqualTo("17 20 0 5 0 0");
    assertThat(Brief.rest(AnthropicUsage.of(usage))).isEqualTo("web_search_requests=2");
    BetaMessageDeltaUsage beta =
        read(BetaMessageDeltaUsage.class, "{\"input_tokens\": 1, \"output_tokens\": 2}");
    assertThat(Brief.counts(AnthropicUsage.of(beta))).isEqualTo("1 2 0 0 0 0");
  }

  @Test
  void whatTheLibraryDoesNotKnowIsReadOrNamed() {
    Usage usage =
        read(
            Usage.class,
            """
            {"input_tokens": 1, "output_tokens": 2, "gizmo_tokens": 9,
             "fallback_credit": {"status": {"type": "redeemed"}}}""");
    assertThat(Brief.rest(AnthropicUsage.of(usage)))
        .isEqualTo("fallback_credit_redeemed=1, UNREAD_MEMBER gizmo_tokens 9");
  }

  @Test
  void nullIsARequestThatSaysNothing() {
    assertThat(AnthropicUsage.of((Usage) null)).isEqualTo(NOTHING);
    assertThat(AnthropicUsage.of((BetaUsage) null)).isEqualTo(NOTHING);
    assertThat(AnthropicUsage.of((Message) null)).isEqualTo(NOTHING);
    assertThat(AnthropicUsage.of(read(Message.class, "{\"id\": \"m\"}"))).isEqualTo(NOTHING);
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
            {"input_tokens": "many", "output_tokens": -5, "cache_read_input_tokens": [],
             "cache_creation": 3, "server_tool_use": {"web_search_requests": true}}""");
    RecordedUsage recorded = AnthropicUsage.of(usage);
    assertThat(recorded.promptTokens()).isZero();
    assertThat(recorded.completionTokens()).isZero();
    assertThat(recorded.malformed())
        .containsExactlyInAnyOrder(
            new MalformedCount("input_tokens", Reason.TEXT_NOT_INTEGER, "string \"many\""),
            new MalformedCount("output_tokens", Reason.NEGATIVE, "-5"),
            new MalformedCount("cache_read_input_tokens", Reason.NOT_A_NUMBER, "a list of 0"),
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
