package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.ReportDiff;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of explanations, other prices and differences, whatever the calls. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class ExplainAndRepriceLawsTest {

  @Property
  void theLinesAddUpToTheCostOfEveryCall(@ForAll("cases") Forests.Case of) {
    UsageReport report = of.report();
    for (String id : report.callIds()) {
      for (String model : report.usage(id).keySet()) {
        assertAddsUp(
            report.explain(id, model),
            report.usage(id).get(model),
            report.pricedPart(id).get(model));
      }
    }
  }

  @Property
  void theLinesAddUpToTheTotals(@ForAll("cases") Forests.Case of) {
    UsageReport report = of.report();
    for (String model : report.totals().keySet()) {
      assertAddsUp(
          report.explainTotals(model),
          report.totals().get(model),
          report.pricedPartOfTotals().get(model));
    }
  }

  private static void assertAddsUp(
      CostExplanation explained, LLMAggregatedUsage usage, @Nullable LLMAggregatedUsage priced) {
    assertThat(explained.cost()).isEqualTo(usage.totalCost());
    BigDecimal sum = BigDecimal.ZERO;
    for (LineItem item : explained.items()) {
      assertThat(item.count()).isPositive();
      if (item.price() != null) {
        sum = sum.add(item.price().rate().multiply(BigDecimal.valueOf(item.count())));
      }
    }
    assertThat(explained.pricedCost()).isEqualByComparingTo(sum);
    BigDecimal cost = priced == null ? null : priced.totalCost();
    assertThat(sum).isEqualByComparingTo(cost == null ? BigDecimal.ZERO : cost);
  }

  @Property
  void theSamePricesGiveTheSameReport(@ForAll("cases") Forests.Case of) {
    UsageReport report = of.report();
    UsageReport again = report.repriced(PriceTable.of(of.prices()));
    assertThat(Everything.of(again, of.calls())).isEqualTo(Everything.of(report, of.calls()));
    assertThat(ReportDiff.between(report, again).isEmpty()).isTrue();
  }

  @Property
  void otherPricesGiveTheReportThatTheyWouldHaveGiven(
      @ForAll("cases") Forests.Case of, @ForAll("cases") Forests.Case other) {
    PriceTable prices = PriceTable.of(other.prices());
    UsageReport repriced = of.report().repriced(prices);
    UsageReport read = new Forests.Case(of.calls(), other.prices(), of.options()).report();
    assertThat(Everything.of(repriced, of.calls())).isEqualTo(Everything.of(read, of.calls()));
  }

  @Property
  void pricesOfOtherModelsAreThoseThatAMatcherFinds(
      @ForAll("cases") Forests.Case of, @ForAll("mappings") Map<String, String> models) {
    PriceTable prices = PriceTable.of(of.prices());
    String provider = of.options().providerId();
    ModelMatcher matcher =
        (model, unused) ->
            new ModelMatch(models.getOrDefault(model, model), provider, ModelMatch.Rule.ALIAS);
    UsageReport repriced = of.report().repriced(prices, models);
    UsageReport matched =
        Tally.with(prices.matching(matcher)).with(of.options()).report(of.calls());
    assertThat(repriced.usageByCall()).isEqualTo(matched.usageByCall());
    assertThat(repriced.totals()).isEqualTo(matched.totals());
    assertThat(repriced.unpricedModels()).isEqualTo(matched.unpricedModels());
    assertThat(repriced.anomalies()).isEqualTo(matched.anomalies());
  }

  @Property
  void pricingTwiceIsPricingOnce(
      @ForAll("cases") Forests.Case of,
      @ForAll("cases") Forests.Case other,
      @ForAll("mappings") Map<String, String> first,
      @ForAll("mappings") Map<String, String> second) {
    PriceTable last = PriceTable.of(other.prices());
    Map<String, String> both = new LinkedHashMap<>(second);
    first.forEach((model, to) -> both.put(model, second.getOrDefault(to, to)));
    UsageReport report = of.report();
    UsageReport twice = report.repriced(PriceTable.of(of.prices()), first).repriced(last, second);
    UsageReport once = report.repriced(last, both);
    assertThat(Everything.of(twice, of.calls())).isEqualTo(Everything.of(once, of.calls()));
  }

  @Property
  void aDifferenceTurnedAroundIsTheOther(
      @ForAll("cases") Forests.Case of, @ForAll("cases") Forests.Case other) {
    UsageReport one = of.report();
    UsageReport two = other.report();
    ReportDiff there = ReportDiff.between(one, two);
    ReportDiff back = ReportDiff.between(two, one);
    assertThat(back.calls().keySet()).isEqualTo(there.calls().keySet());
    there
        .pricedCostByUnit()
        .forEach(
            (unit, cost) -> assertThat(back.pricedCostByUnit()).containsEntry(unit, cost.negate()));
    List<Object> turned = new ArrayList<>();
    there
        .totals()
        .forEach(change -> turned.add(List.of(change.model(), change.costChange() == null)));
    List<Object> found = new ArrayList<>();
    back.totals()
        .forEach(change -> found.add(List.of(change.model(), change.costChange() == null)));
    assertThat(found).isEqualTo(turned);
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Arbitraries.oneOf(
        Forests.cases(), Forests.cases().map(Forests.Case::withMoreThanFourRates));
  }

  @Provide
  Arbitrary<Map<String, String>> mappings() {
    Arbitrary<String> models = Arbitraries.of("alpha", "beta", "gamma", "none");
    return Arbitraries.maps(models, models).ofMaxSize(3);
  }
}
