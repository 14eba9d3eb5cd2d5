package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bill for people, whole. */
class BillTest {

  private static final PriceTable PRICES =
      PriceTable.of(
          List.of(
              Rows.row("owl", "0.0000025", "0.00001")
                  .putOtherRates("web_search_requests", new BigDecimal("0.01"))
                  .build(),
              Rows.row("elk", "3", "15").build()));

  private static final RecordedUsage SEARCHED =
      RecordedUsage.builder()
          .promptTokens(1_200_000)
          .completionTokens(3)
          .addOtherKinds(
              new OtherKind("web_search_requests", 2, Within.NOTHING, Rate.OF_ITS_OWN),
              new OtherKind("input_audio_tokens", 4, Within.PROMPT, Rate.OF_ITS_OWN))
          .build();

  @Test
  void itListsLinesSumAndWhatIsOpen() {
    UsageReport report =
        Tally.with(PRICES)
            .report(
                List.of(
                    new Span("a", null, Map.of("owl", SEARCHED)),
                    new Span("b", "a", Map.of("owl", SEARCHED)),
                    new Span(
                        "c\u001b[2J",
                        "lost",
                        Map.of("elk", Map.of("prompt_tokens", "five", "completion_tokens", 1)))));
    assertThat(report.bill())
        .isEqualTo(
            """
            model  kind                      calls      count         rate                       cost
            elk    completion_tokens             1          1  15000000     per million  15 USD
            owl    prompt_tokens (uncached)      2  2,399,992         2.5   per million   5.99998 USD
                   completion_tokens             2          6        10     per million   0.00006 USD
                   input_audio_tokens            2          8                                no price
                   web_search_requests           2          4         0.01  each          0.04 USD
            total: not known; what has a price: 21.04004 USD
            no price: owl: the price has no rate for this (input_audio_tokens)
            not counted for certain: TEXT_NOT_INTEGER elk prompt_tokens string "five"
            impossible rate: elk completion_token_cost 15 USD per token, of row elk
            impossible rate: elk prompt_token_cost 3 USD per token, of row elk
            anomaly: ORPHAN: c\\u001b[2J
            anomaly: MALFORMED_USAGE: c\\u001b[2J elk prompt_tokens TEXT_NOT_INTEGER string "five"
            anomaly: LOOKS_PRE_AGGREGATED: a counts once under UsageScope.AUTO""");
    assertThat(report.bill("b"))
        .isEqualTo(
            """
            model  kind                      calls      count   rate                      cost
            owl    prompt_tokens (uncached)      1  1,199,996   2.5   per million  2.99999 USD
                   completion_tokens             1          3  10     per million  0.00003 USD
                   input_audio_tokens            1          4                         no price
                   web_search_requests           1          2   0.01  each         0.02 USD
            total: not known; what has a price: 3.02002 USD
            no price: owl: the price has no rate for this (input_audio_tokens)""");
  }

  @Test
  void withoutUsageItSaysSo() {
    UsageReport nothing = Tally.with(PRICES).report(List.of());
    assertThat(nothing.bill()).isEqualTo("no usage\ntotal: 0");
    assertThat(nothing.bill("nobody")).isEqualTo("no usage\ntotal: 0");
  }

  @Test
  void requestsAloneCostNothing() {
    List<Call> calls =
        Given.calls("{\"id\":\"a\",\"summary\":{\"usage\":{\"owl\":{\"requests\":3}}}}");
    assertThat(Tally.with(PRICES).report(calls).bill())
        .isEqualTo(
            """
            model  kind                calls  count  rate    cost
            owl    nothing that costs
            total: 0 USD""");
  }

  @Test
  void ofManyFindingsTheFirstAreListed() {
    TallyOptions few = TallyOptions.builder().maxFindings(30).build();
    List<Span> orphans =
        IntStream.range(0, 50).mapToObj(i -> new Span("s" + i, "lost", Map.of())).toList();
    assertThat(Tally.with(PRICES).with(few).report(orphans).bill())
        .startsWith("no usage\ntotal: 0\nanomaly: ORPHAN: s0\n")
        .contains("\nanomaly: and 10 more\n")
        .contains("\nfindings not listed: 20");
  }

  @Test
  void theLinesAddUpToTheCost() {
    UsageReport report =
        Tally.with(PRICES)
            .report(List.of(new Span("a", null, Map.of("owl", SEARCHED, "elk", SEARCHED))));
    for (String model : report.totals().keySet()) {
      CostExplanation explained = report.explainTotals(model);
      BigDecimal sum = BigDecimal.ZERO;
      for (BillLine line : explained.lines()) {
        BigDecimal amount = line.amount();
        sum = amount == null ? sum : sum.add(amount);
      }
      assertThat(sum).isEqualByComparingTo(explained.pricedCost());
    }
  }
}
