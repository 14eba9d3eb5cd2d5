package io.tokentally.aggregation.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Costs are exact, whether 64 bits hold them or not, and whatever digits the rates have. */
class ExactCostsTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** A call of one model, at a price of its own. */
  record Priced(BigDecimal promptRate, BigDecimal completionRate, long prompt, long completion) {}

  @Property
  void areThoseOfDecimals(@ForAll @Size(min = 1, max = 4) List<@From("priced") Priced> all) {
    List<PriceRow> rows = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    BigDecimal prompts = BigDecimal.ZERO;
    BigDecimal completions = BigDecimal.ZERO;
    for (int i = 0; i < all.size(); i++) {
      Priced each = all.get(i);
      Instant from = FIRST.plusSeconds(i);
      rows.add(
          PriceRow.builder()
              .id("row" + i)
              .llmId("m")
              .effectiveDate(from)
              .promptTokenCost(each.promptRate)
              .completionTokenCost(each.completionRate)
              .build());
      calls.add(
          Call.builder()
              .id("c" + i)
              .parentId(i == 0 ? null : "c" + (i - 1))
              .startedAt(from)
              .summary(
                  Map.of(
                      "usage",
                      Map.of(
                          "m",
                          Map.of(
                              "prompt_tokens",
                              each.prompt,
                              "completion_tokens",
                              each.completion,
                              "total_tokens",
                              1))))
              .build());
      prompts = prompts.add(each.promptRate.multiply(BigDecimal.valueOf(each.prompt)));
      completions =
          completions.add(each.completionRate.multiply(BigDecimal.valueOf(each.completion)));
    }
    UsageReport report = Tally.with(PriceTable.of(rows)).report(calls);
    for (LLMAggregatedUsage usage :
        List.of(
            report.usage("c0").get("m"),
            report.usageByCall().get("c0").get("m"),
            report.totals().get("m"))) {
      assertThat(usage.promptTokensTotalCost()).isEqualByComparingTo(prompts);
      assertThat(usage.completionTokensTotalCost()).isEqualByComparingTo(completions);
      assertThat(usage.totalCost()).isEqualByComparingTo(prompts.add(completions));
    }
  }

  @Provide
  Arbitrary<Priced> priced() {
    Arbitrary<BigDecimal> rate =
        Combinators.combine(
                Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 100).map(BigInteger::valueOf),
                    Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(25))),
                Arbitraries.integers().between(-3, 28))
            .as(BigDecimal::new);
    Arbitrary<Long> count =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 1_000), Arbitraries.longs().between(1, 1L << 60));
    return Combinators.combine(rate, rate, count, count).as(Priced::new);
  }
}
