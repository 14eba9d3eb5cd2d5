package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of every report, whatever the calls. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class RollupLawsTest {

  @Property
  void theOrderOfTheCallsDoesNotMatter(@ForAll("cases") Forests.Case of, @ForAll Random random) {
    List<Call> shuffled = new ArrayList<>(of.calls());
    Collections.shuffle(shuffled, random);
    assertThat(everything(of.with(shuffled).report(), of)).isEqualTo(everything(of.report(), of));
  }

  @Property
  void norWhereTracesShareIds(@ForAll("sharing") Forests.Case of, @ForAll Random random) {
    List<Call> shuffled = new ArrayList<>(of.calls());
    Collections.shuffle(shuffled, random);
    assertThat(everything(of.with(shuffled).report(), of)).isEqualTo(everything(of.report(), of));
  }

  @Property
  void theOrderOfThePricesDoesNotMatter(@ForAll("cases") Forests.Case of) {
    Forests.Case reversed =
        new Forests.Case(of.calls(), new ArrayList<>(of.prices()), of.options());
    Collections.reverse(reversed.prices());
    assertThat(everything(reversed.report(), of)).isEqualTo(everything(of.report(), of));
  }

  @Property
  void theReportOfTwoForestsIsTheSumOfTheirReports(
      @ForAll("cases") Forests.Case of, @ForAll("others") List<Call> others) {
    UsageReport one = of.report();
    UsageReport other = of.with(others).report();
    UsageReport both = of.plus(others).report();
    assertThat(both.totals()).isEqualTo(Sums.plus(one.totals(), other.totals()));
    assertThat(both.pricedPartOfTotals())
        .isEqualTo(Sums.plus(one.pricedPartOfTotals(), other.pricedPartOfTotals()));
    Map<String, Object> union = new TreeMap<>(one.usageByCall());
    union.putAll(other.usageByCall());
    assertThat(both.usageByCall()).isEqualTo(union);
    assertThat(both.anomalies())
        .containsExactlyInAnyOrderElementsOf(concat(one.anomalies(), other.anomalies()));
    assertThat(both.notes())
        .containsExactlyInAnyOrderElementsOf(concat(one.notes(), other.notes()));
  }

  @Property
  void nothingAddedChangesNothing(@ForAll("cases") Forests.Case of) {
    UsageReport nothing = of.with(List.of()).report();
    assertThat(nothing.totals()).isEmpty();
    assertThat(nothing.callIds()).isEmpty();
    assertThat(everything(of.plus(List.of()).report(), of)).isEqualTo(everything(of.report(), of));
  }

  @Property
  void theSumOverTheRootsIsTheSumOfAllOwnUsage(@ForAll("cases") Forests.Case of) {
    UsageReport report = of.with(UsageScope.OWN).report();
    Map<String, LLMAggregatedUsage> own = Map.of();
    for (String id : report.callIds()) {
      own = Sums.plus(own, report.ownUsage(id));
    }
    Map<String, LLMAggregatedUsage> roots = Map.of();
    for (String id : report.rootIds()) {
      roots = Sums.plus(roots, report.usage(id));
    }
    assertThat(roots).isEqualTo(own);
    assertThat(report.totals()).isEqualTo(own);
  }

  @Property
  void theTotalsAreSharedAmongAllCalls(@ForAll("cases") Forests.Case of, @ForAll int which) {
    UsageReport report = of.report();
    Set<CallKey> some = new LinkedHashSet<>();
    Set<CallKey> others = new LinkedHashSet<>();
    for (Call call : of.calls()) {
      CallKey key = CallKey.of(call);
      ((key.hashCode() ^ which) % 2 == 0 ? some : others).add(key);
    }
    assertThat(Sums.plus(report.shareOfTotals(some), report.shareOfTotals(others)))
        .isEqualTo(report.totals());
    assertThat(Sums.plus(report.pricedShareOfTotals(some), report.pricedShareOfTotals(others)))
        .isEqualTo(report.pricedPartOfTotals());
    assertThat(report.shareOfTotals(List.of())).isEmpty();
  }

  @Property
  void theRootsOfAnIdAddUpToTheTotals(@ForAll("sharing") Forests.Case of) {
    UsageReport report = of.report();
    Map<String, LLMAggregatedUsage> sum = Map.of();
    for (String id : report.rootIds()) {
      sum = Sums.plus(sum, report.rootUsage(id));
    }
    assertThat(sum).isEqualTo(report.totals());
    sum = Map.of();
    for (CallKey root : report.roots()) {
      sum = Sums.plus(sum, report.usage(root));
    }
    assertThat(sum).isEqualTo(report.totals());
  }

  @Property
  void inTheTotalsOfPickedCallsEachCallCountsOnce(
      @ForAll("cases") Forests.Case of, @ForAll("ids") Set<String> ids) {
    Forests.Case own = of.with(UsageScope.OWN);
    Predicate<Call> picked = call -> ids.contains(call.id());
    UsageReport report = own.tally().report(own.calls(), picked);
    Map<String, LLMAggregatedUsage> sum = Map.of();
    for (String id : idsOf(of.calls())) {
      sum = Sums.plus(sum, report.ownUsage(id)); // empty for calls that are not in the report
    }
    assertThat(report.totals()).isEqualTo(sum);
    assertThat(ids).containsAll(report.callIds());
  }

  @Property
  void pickingEveryCallIsPickingNone(@ForAll("cases") Forests.Case of) {
    assertThat(everything(of.tally().report(of.calls(), call -> true), of))
        .isEqualTo(everything(of.report(), of));
    UsageReport none = of.tally().report(of.calls(), call -> false);
    assertThat(none.totals()).isEmpty();
    assertThat(none.anomalies()).isEmpty();
    assertThat(none.unpricedModels()).isEmpty();
  }

  @Property
  void pickingMoreCallsChangesNoneOfThosePickedBefore(@ForAll("cases") Forests.Case of) {
    UsageReport all = of.report();
    for (String id : all.callIds()) {
      UsageReport one = of.tally().report(of.calls(), call -> call.id().equals(id));
      assertThat(one.callIds()).containsExactly(id);
      assertThat(one.usageByCall()).isEqualTo(Map.of(id, all.usage(id)));
    }
  }

  @Property
  void noCountAndNoCostIsNegative(@ForAll("cases") Forests.Case of) {
    UsageReport report = of.report();
    report.usageByCall().values().forEach(RollupLawsTest::assertNotNegative);
    assertNotNegative(report.totals());
    assertNotNegative(report.pricedPartOfTotals());
  }

  /** Not under the other scopes, where a call with usage below it may stop to count (rule 58). */
  @Property
  void aCallAddedBelowOthersLowersNoCount(
      @ForAll("cases") Forests.Case of,
      @ForAll("scopesWithoutDecisions") UsageScope scope,
      @ForAll("leaves") Call leaf) {
    Forests.Case scoped = of.with(scope);
    UsageReport before = scoped.report();
    UsageReport after = scoped.plus(List.of(leaf)).report();
    before.usageByCall().forEach((id, usage) -> assertNotLower(after.usage(id), usage));
    assertNotLower(after.totals(), before.totals());
  }

  @Property
  void anyCallAddedLowersNoTotal(
      @ForAll("cases") Forests.Case of, @ForAll("missing") Call missing) {
    Forests.Case own = of.with(UsageScope.OWN);
    assertNotLower(own.plus(List.of(missing)).report().totals(), own.report().totals());
  }

  private static void assertNotNegative(Map<String, LLMAggregatedUsage> usage) {
    usage
        .values()
        .forEach(
            sum -> {
              assertThat(Sums.counts(sum)).allMatch(count -> count >= 0);
              assertThat(Sums.costs(sum)).allMatch(cost -> cost == null || cost.signum() >= 0);
            });
  }

  private static void assertNotLower(
      Map<String, LLMAggregatedUsage> after, Map<String, LLMAggregatedUsage> before) {
    before.forEach(
        (model, usage) -> {
          assertThat(after).containsKey(model);
          for (int i = 0; i < 6; i++) {
            assertThat(Sums.counts(after.get(model)).get(i))
                .isGreaterThanOrEqualTo(Sums.counts(usage).get(i));
          }
        });
  }

  private static Set<String> idsOf(List<Call> calls) {
    Set<String> ids = new LinkedHashSet<>();
    calls.forEach(call -> ids.add(call.id()));
    return ids;
  }

  private static <T> Collection<T> concat(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static List<Object> everything(UsageReport report, Forests.Case of) {
    return Everything.of(report, of.calls());
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Arbitraries.oneOf(
        Forests.cases(), Forests.cases().map(Forests.Case::withMoreThanFourRates));
  }

  @Provide
  Arbitrary<Forests.Case> sharing() {
    return Forests.sharingIds();
  }

  @Provide
  Arbitrary<List<Call>> others() {
    return Forests.calls("x");
  }

  @Provide
  Arbitrary<Set<String>> ids() {
    return Arbitraries.integers().between(0, 12).map(i -> "a" + i).set().ofMaxSize(6);
  }

  @Provide
  Arbitrary<UsageScope> scopesWithoutDecisions() {
    return Arbitraries.of(UsageScope.OWN, UsageScope.INCLUSIVE);
  }

  /** Calls whose id no call names as its parent. */
  @Provide
  Arbitrary<Call> leaves() {
    return Forests.calls("")
        .map(calls -> Call.builder().from(calls.get(0)).id(calls.get(0).id() + "-new").build());
  }

  /** Calls whose id other calls name as their parent, though it is not there. */
  @Provide
  Arbitrary<Call> missing() {
    return Forests.calls("")
        .map(calls -> calls.get(0))
        .map(call -> Call.builder().from(call).id(call.id().charAt(0) + "gone").build());
  }
}
