package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixedPointUsageTest {

  private static final long[] COUNTS = {1, 20, 300, 4_000, 50_000, 600_000};

  private static LLMAggregatedUsage decimals(long[] costs, int scale) {
    return LLMAggregatedUsage.builder()
        .requests(1)
        .promptTokens(20)
        .completionTokens(300)
        .totalTokens(4_000)
        .cacheReadInputTokens(50_000)
        .cacheCreationInputTokens(600_000)
        .promptTokensTotalCost(BigDecimal.valueOf(costs[0], scale))
        .completionTokensTotalCost(BigDecimal.valueOf(costs[1], scale))
        .cacheReadInputTokensTotalCost(BigDecimal.valueOf(costs[2], scale))
        .cacheCreationInputTokensTotalCost(BigDecimal.valueOf(costs[3], scale))
        .build();
  }

  @Property
  void isTheSameAsDecimals(
      @ForAll @LongRange(min = Long.MIN_VALUE, max = Long.MAX_VALUE) long one,
      @ForAll @LongRange(min = -1_000, max = 1_000) long two,
      @ForAll @IntRange(max = 30) int scale,
      @ForAll @IntRange(max = 6) int zeros) {
    long padded = two * BigDecimal.TEN.pow(zeros).longValueExact();
    long[] costs = {one, padded, -padded, two};
    LLMAggregatedUsage fixed = new FixedPointUsage(COUNTS, costs, scale, Map.of());
    LLMAggregatedUsage decimals = decimals(costs, scale);
    assertThat(fixed).isEqualTo(decimals).hasSameHashCodeAs(decimals).hasToString("" + decimals);
    assertThat(decimals).isEqualTo(fixed);
    assertThat(fixed.totalCost()).isEqualTo(decimals.totalCost());
    assertThat(LLMAggregatedUsage.builder().from(fixed).build()).isEqualTo(fixed);
  }

  @Test
  void aTotalAbove64BitsIsExact() {
    long[] costs = {Long.MAX_VALUE, Long.MAX_VALUE, 1, 0};
    assertThat(new FixedPointUsage(COUNTS, costs, 3, Map.of()).totalCost())
        .isEqualTo(new BigDecimal("18446744073709551.615"));
  }

  @Test
  void usageThatDiffersInOneMemberIsAnother() {
    LLMAggregatedUsage usage = new FixedPointUsage(COUNTS, new long[] {1, 2, 3, 4}, 2, Map.of());
    for (int i = 0; i < COUNTS.length; i++) {
      long[] others = COUNTS.clone();
      others[i]++;
      assertThat(new FixedPointUsage(others, new long[] {1, 2, 3, 4}, 2, Map.of()))
          .isNotEqualTo(usage);
    }
    for (int i = 0; i < 4; i++) {
      long[] others = {1, 2, 3, 4};
      others[i]++;
      assertThat(new FixedPointUsage(COUNTS, others, 2, Map.of())).isNotEqualTo(usage);
    }
    assertThat(new FixedPointUsage(COUNTS, new long[] {1, 2, 3, 4}, 3, Map.of()))
        .isNotEqualTo(usage);
    assertThat(FixedPointUsage.withoutCosts(COUNTS, Map.of())).isNotEqualTo(usage);
    assertThat(FixedPointUsage.withoutCosts(COUNTS, Map.of()).totalCost()).isNull();
    assertThat(LLMAggregatedUsage.builder().from(usage).putOtherCosts("x", BigDecimal.ONE).build())
        .isNotEqualTo(usage);
  }
}
