package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.dsl.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/**
 * What a call costs by itself is what a report on it alone says: whatever it used, at whatever
 * prices, in every scope and dialect, and whichever calls were asked for before.
 */
@PropertyDefaults(tries = 400, edgeCases = EdgeCasesMode.NONE)
class OneCallLawsTest {

  @Property
  void ofAnyCall(@ForAll("cases") Forests.Case of) {
    assertSame(of.tally(), of.calls());
  }

  /** Rates for more than tokens, under conditions, and some of the prices in another unit. */
  @Property
  void ofAnyKindOfUsage(@ForAll("cases") Forests.Case of) {
    List<PriceRow> rows = new ArrayList<>();
    for (PriceRow row : of.withMoreThanFourRates().prices()) {
      PriceRow.Builder unit = PriceRow.builder().from(row);
      if (row.llmId().equals("beta")) {
        unit.promptTokenCostUnit("EUR");
        unit.completionTokenCostUnit(row.id().endsWith("1") ? "USD" : "EUR");
      }
      rows.add(unit.build());
    }
    TallyOptions options = of.withMoreThanFourRates().options();
    assertSame(Tally.with(PriceTable.of(rows)).with(options), of.calls());
  }

  @Property
  void inTheDialectOfWeave(@ForAll("cases") Forests.Case of) {
    TallyOptions options = TallyOptions.builder().from(of.options()).dialect(Dialect.WEAVE).build();
    Tally tally = Tally.with(PriceTable.of(of.prices(), Dialect.WEAVE)).with(options);
    assertSame(tally, of.calls());
  }

  @Property
  void atAnyConditions(
      @ForAll("usages") List<RecordedUsage> usages,
      @ForAll("rows") PriceRow row,
      @ForAll("times") Instant at) {
    List<OneUsage> calls = new ArrayList<>();
    for (RecordedUsage usage : usages) {
      calls.add(new OneUsage("m", usage, null, at));
      calls.add(new OneUsage("m", usage.toMap(), null, at));
      calls.add(new OneUsage("alias", usage, null, at));
      calls.add(new OneUsage("other", usage, "p", at));
    }
    assertSame(Tally.with(PriceTable.of(List.of(row)).alias("alias", "m")), calls);
  }

  /** Two models of one call, which may exceed 64 bits together. */
  @Property
  void ofVeryManyTokens(@ForAll("many") List<Long> counts) {
    List<Call> calls = new ArrayList<>();
    for (long count : counts) {
      Object usage =
          Map.of(
              "m",
              Map.of("prompt_tokens", count, "completion_tokens", counts.get(0)),
              "n",
              Map.of("prompt_tokens", counts.get(0)));
      calls.add(
          Call.builder()
              .id("c" + count)
              .startedAt(Instant.EPOCH)
              .summary(Map.of("usage", usage))
              .build());
    }
    PriceTable prices =
        PriceTable.parse(
            """
            {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 3},
             "n": {"prompt_token_cost": 1, "completion_token_cost": 3}}""");
    assertSame(Tally.with(prices), calls);
    assertSame(Tally.with(prices).with(TallyOptions.builder().maxSums(1).build()), calls);
    assertSame(Tally.with(prices).with(TallyOptions.builder().maxModelsPerCall(1).build()), calls);
  }

  private static void assertSame(Tally tally, List<? extends TracedCall> calls) {
    for (TracedCall call : calls) {
      assertThat(outcome(() -> tally.cost(call)))
          .isEqualTo(outcome(() -> tally.report(List.of(call)).cost()));
    }
  }

  private static List<Object> outcome(Callable<?> ask) {
    try {
      Object cost = ask.call();
      return List.of(cost, cost.toString());
    } catch (Exception rejection) {
      return List.of(rejection.getClass(), String.valueOf(rejection.getMessage()));
    }
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases();
  }

  @Provide
  Arbitrary<List<RecordedUsage>> usages() {
    return AnyPrices.usages().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<PriceRow> rows() {
    return AnyPrices.rows();
  }

  @Provide
  Arbitrary<Instant> times() {
    return AnyPrices.times();
  }

  @Provide
  Arbitrary<List<Long>> many() {
    return Arbitraries.of(0L, 1L, 1L << 40, 1L << 61, 1L << 62, Long.MAX_VALUE)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }
}
