package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** A report is what the rules say, taken word by word. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class BruteForceTest {

  @Property
  void ofAllCalls(@ForAll("cases") Forests.Case of) {
    compare(of.report(), new NaiveReport(of, call -> true), of);
  }

  @Property
  void ofPickedCalls(@ForAll("cases") Forests.Case of, @ForAll("idEnds") Set<String> ends) {
    Predicate<Call> picked = call -> ends.contains(call.id().substring(call.id().length() - 1));
    compare(of.tally().report(of.calls(), picked), new NaiveReport(of, picked), of);
  }

  private static void compare(UsageReport report, NaiveReport naive, Forests.Case of) {
    assertThat(report.usageByCall()).isEqualTo(naive.usageByCall());
    assertThat(List.copyOf(report.usageByCall().values()))
        .isEqualTo(report.callIds().stream().map(naive.usageByCall()::get).toList());
    assertThat(report.callIds()).containsExactlyInAnyOrderElementsOf(naive.usageByCall().keySet());
    assertThat(report.rootIds()).containsExactlyInAnyOrderElementsOf(naive.rootIds());
    assertThat(report.totals()).isEqualTo(naive.totals());
    assertThat(report.pricedPartOfTotals()).isEqualTo(naive.pricedPartOfTotals());
    naive.pricedParts().forEach((id, part) -> assertThat(report.pricedPart(id)).isEqualTo(part));
    Map<String, Map<String, LLMAggregatedUsage>> own = naive.ownUsage();
    for (Call call : of.calls()) {
      assertThat(report.ownUsage(call.id())).isEqualTo(own.getOrDefault(call.id(), Map.of()));
    }
    assertThat(report.unfinishedCallIds()).isEqualTo(naive.unfinished());
    assertThat(withoutReasons(report)).isEqualTo(naive.unpriced);
    assertThat(report.anomalies().stream().map(BruteForceTest::withoutValue))
        .containsExactlyInAnyOrderElementsOf(naive.anomalies);
    assertThat(report.notes()).containsExactlyInAnyOrderElementsOf(naive.usage.notes);
    assertThat(report.unrecognised()).containsExactlyInAnyOrderElementsOf(naive.usage.unrecognised);
    assertThat(report.pricedCostByUnit()).isEqualTo(costByUnit(naive.pricedPartOfTotals()));
    assertThat(report.unitByModel().values()).allMatch("USD"::equals);
    assertThat(report.unitByModel().keySet()).containsAll(report.pricedPartOfTotals().keySet());
  }

  private static Map<String, BigDecimal> costByUnit(Map<String, LLMAggregatedUsage> priced) {
    BigDecimal sum = BigDecimal.ZERO;
    for (LLMAggregatedUsage usage : priced.values()) {
      sum = sum.add(usage.totalCost());
    }
    BigDecimal plain = new BigDecimal(sum.stripTrailingZeros().toPlainString());
    return priced.isEmpty() ? Map.of() : Map.of("USD", plain);
  }

  private static Anomaly withoutValue(Anomaly anomaly) {
    return new Anomaly(
        anomaly.kind(),
        anomaly.callIds(),
        anomaly.model(),
        anomaly.field(),
        anomaly.reason(),
        null);
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases();
  }

  @Provide
  Arbitrary<Set<String>> idEnds() {
    return Arbitraries.of("0", "1", "2", "3", "4", "5", "6", "7", "8").set().ofMaxSize(4);
  }

  /** {@return the models without a price; why they have none is tested by example} */
  private static List<UnpricedModel> withoutReasons(UsageReport report) {
    return report.unpricedModels().stream()
        .map(model -> new UnpricedModel(model.model(), model.callIds(), model.totalTokens()))
        .toList();
  }
}
