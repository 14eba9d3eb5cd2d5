package io.tokentally.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.bedrockruntime.model.CacheDetail;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseMetrics;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

class BedrockUsageTest {

  private static final RecordedUsage NOTHING =
      RecordedUsage.builder()
          .provider("aws")
          .addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE))
          .build();

  private static final TokenUsage USAGE =
      TokenUsage.builder()
          .inputTokens(10)
          .outputTokens(50)
          .totalTokens(3060)
          .cacheReadInputTokens(2000)
          .cacheWriteInputTokens(1000)
          .build();

  @Test
  void cachedTokensComeOnTopOfTheInput() {
    RecordedUsage recorded = BedrockUsage.of(USAGE);
    assertThat(Brief.counts(recorded)).isEqualTo("3010 50 3060 2000 1000 0");
    assertThat(Brief.rest(recorded)).isEmpty();
    assertThat(recorded.provider()).isEqualTo("aws");
  }

  @Test
  void howLongTokensAreCachedIsRead() {
    TokenUsage usage =
        USAGE.toBuilder()
            .cacheDetails(
                CacheDetail.builder().inputTokens(600).ttl("1h").build(),
                CacheDetail.builder().inputTokens(400).ttl("5m").build())
            .build();
    assertThat(Brief.counts(BedrockUsage.of(usage))).isEqualTo("3010 50 3060 2000 1000 600");
  }

  @Test
  void aResponseHasItsTierAndLatency() {
    ConverseResponse response =
        ConverseResponse.builder()
            .output(
                output ->
                    output.message(
                        Message.builder()
                            .role("assistant")
                            .content(ContentBlock.fromText("42"))
                            .build()))
            .stopReason("end_turn")
            .usage(USAGE)
            .metrics(ConverseMetrics.builder().latencyMs(900L).build())
            .performanceConfig(config -> config.latency("optimized"))
            .serviceTier(tier -> tier.type("flex"))
            .build();
    assertThat(Brief.counts(BedrockUsage.of(response))).isEqualTo("3010 50 3060 2000 1000 0");
    assertThat(Brief.rest(BedrockUsage.of(response)))
        .isEqualTo("latency_optimized=1, service_tier_flex=1");
  }

  @Test
  void theUsualWayOfServingIsNoKind() {
    ConverseStreamMetadataEvent event =
        ConverseStreamMetadataEvent.builder()
            .usage(USAGE)
            .performanceConfig(config -> config.latency("standard"))
            .serviceTier(tier -> tier.type("default"))
            .build();
    assertThat(Brief.counts(BedrockUsage.of(event))).isEqualTo("3010 50 3060 2000 1000 0");
    assertThat(Brief.rest(BedrockUsage.of(event))).isEmpty();
  }

  @Test
  void aTotalThatDiffersIsNoted() {
    TokenUsage usage = USAGE.toBuilder().totalTokens(4000).build();
    assertThat(Brief.rest(BedrockUsage.of(usage)))
        .isEqualTo("TOTAL_DIFFERS total_tokens recorded 4000, counted 3060");
  }

  @Test
  void nothingIsARequestThatSaysNothing() {
    assertThat(BedrockUsage.of((TokenUsage) null)).isEqualTo(NOTHING);
    assertThat(BedrockUsage.of(TokenUsage.builder().build())).isEqualTo(NOTHING);
    assertThat(BedrockUsage.of((ConverseResponse) null)).isEqualTo(NOTHING);
    assertThat(BedrockUsage.of(ConverseResponse.builder().build())).isEqualTo(NOTHING);
    assertThat(BedrockUsage.of((ConverseStreamMetadataEvent) null)).isEqualTo(NOTHING);
  }

  /** No count of the SDK's class is neither read nor noted. */
  @Test
  void everyFieldOfTheUsageChangesWhatIsRead() {
    for (SdkField<?> field : TokenUsage.builder().build().sdkFields()) {
      if (MarshallingType.INTEGER.equals(field.marshallingType())) {
        TokenUsage.Builder usage = TokenUsage.builder().inputTokens(1000).outputTokens(1000);
        field.set(usage, 7);
        TokenUsage.Builder other = TokenUsage.builder().inputTokens(1000).outputTokens(1000);
        field.set(other, 8);
        assertThat(BedrockUsage.of(usage.build()))
            .as(field.locationName())
            .isNotEqualTo(BedrockUsage.of(other.build()));
      } else {
        assertThat(field.locationName()).isEqualTo("cacheDetails");
      }
    }
  }

  @Property
  void thePromptIsTheSumOfItsParts(
      @ForAll @IntRange(max = 1 << 20) int input,
      @ForAll @IntRange(max = 1 << 20) int cacheRead,
      @ForAll @IntRange(max = 1 << 20) int cacheWrite) {
    RecordedUsage recorded =
        BedrockUsage.of(
            TokenUsage.builder()
                .inputTokens(input)
                .outputTokens(1)
                .totalTokens(input + cacheRead + cacheWrite + 1)
                .cacheReadInputTokens(cacheRead)
                .cacheWriteInputTokens(cacheWrite)
                .build());
    assertThat(recorded.promptTokens()).isEqualTo((long) input + cacheRead + cacheWrite);
    assertThat(recorded.notes()).isEmpty();
  }
}
