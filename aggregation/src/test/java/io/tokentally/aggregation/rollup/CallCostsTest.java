package io.tokentally.aggregation.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which calls need no report: their costs are in OneCallLawsTest. */
class CallCostsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
              """
              {"prices": [
                {"model": "m", "rates": {
                  "prompt_tokens_per_million": 1, "completion_tokens_per_million": 2,
                  "input_audio_tokens_per_million": 3}},
                {"model": "e", "unit": "EUR", "rates": {
                  "prompt_tokens_per_million": 1, "completion_tokens_per_million": 2}}]}""")
          .alias("mine", "m");

  private final CallCosts costs = new CallCosts(PRICES, TallyOptions.DEFAULT);

  private @Nullable Cost cost(String model, Object usage) {
    return costs.of(new OneUsage(model, usage, null, Instant.EPOCH));
  }

  private static RecordedUsage.Builder tokens() {
    return RecordedUsage.builder().promptTokens(1_000_000).completionTokens(1_000_000);
  }

  @Test
  void whateverIsKnownAndHasAPriceNeedsNone() {
    RecordedUsage kinds =
        tokens()
            .cacheReadInputTokens(500_000)
            .addOtherKinds(
                new OtherKind(
                    "input_audio_tokens",
                    100_000,
                    OtherKind.Within.PROMPT,
                    OtherKind.Rate.OF_ITS_OWN))
            .addRecordedCosts(
                new RecordedCost("cost", BigDecimal.ONE, "USD", RecordedCost.Share.WHOLE))
            .build();
    for (int i = 0; i < 3; i++) {
      assertThat(cost("m", tokens().build())).hasToString("3 USD");
      assertThat(cost("e", tokens().build().toMap())).hasToString("3 EUR");
      assertThat(cost("mine", Map.of("prompt_tokens", 1_000))).hasToString("0.001 USD");
      assertThat(cost("m", kinds)).hasToString("3.2 USD");
      assertThat(cost("nobody", Map.of())).hasToString("0");
    }
  }

  @Test
  void whatIsOpenDoesAndLeavesNothingBehind() {
    assertThat(cost("nobody", tokens().build())).isNull();
    assertThat(cost("m", Map.of("prompt_tokens", -1))).isNull();
    assertThat(cost("m", Map.of("prompt_tokens", 1, "thoughts", 7))).isNull();
    assertThat(cost("m", Map.of("prompt_tokens", Long.MAX_VALUE, "completion_tokens", 1))).isNull();
    assertThat(cost("m", "much")).isNull();
    assertThat(cost("m", tokens().build())).hasToString("3 USD");
  }

  /** More models than are kept: all have their prices all the same. */
  @Test
  void remembersOnlySoMany() {
    PriceTable any =
        PRICES.matching((model, provider) -> new ModelMatch("m", null, ModelMatch.Rule.ASKED));
    CallCosts many = new CallCosts(any, TallyOptions.DEFAULT);
    for (int i = 0; i < 10_000; i++) {
      OneUsage usage = new OneUsage("m" + i, Map.of("prompt_tokens", 1), null, Instant.EPOCH);
      assertThat(many.of(usage)).hasToString("0.000001 USD");
    }
  }
}
