package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.Assumptions;

/** What a limit leaves out, or refuses, depends on the calls alone: not on their order or parts. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class LimitLawsTest {

  @Property
  void aReportListsTheFirstFindingsOfEachKindAndCountsTheOthers(
      @ForAll("cases") Forests.Case of, @ForAll @IntRange(min = 1, max = 3) int most) {
    UsageReport all = accepted(of, of.calls());
    UsageReport some = tally(of, most, of.options().maxSums()).report(of.calls());
    Map<Anomaly.Kind, Long> anomalies = new EnumMap<>(Anomaly.Kind.class);
    Map<UsageNote.Kind, Long> notes = new EnumMap<>(UsageNote.Kind.class);
    assertThat(some.anomalies()).isEqualTo(first(all.anomalies(), most, Anomaly::kind, anomalies));
    assertThat(some.notes()).isEqualTo(first(all.notes(), most, UsageNote::kind, notes));
    Map<ScopeDecision.Kind, Long> decisions = new EnumMap<>(ScopeDecision.Kind.class);
    assertThat(some.scopeDecisions())
        .isEqualTo(first(all.scopeDecisions(), most, ScopeDecision::kind, decisions));
    assertThat(some.unrecognised()).isEqualTo(first(all.unrecognised(), most));
    assertThat(some.unpricedKinds()).isEqualTo(first(all.unpricedKinds(), most));
    assertThat(some.leftOut())
        .isEqualTo(
            new LeftOut(
                anomalies,
                notes,
                Math.max(0, all.unrecognised().size() - most),
                Math.max(0, all.unpricedKinds().size() - most),
                decisions));
    assertThat(some.unpricedModels())
        .isEqualTo(all.unpricedModels().stream().map(model -> cut(model, most)).toList());
    assertThat(some.isComplete()).isEqualTo(all.isComplete());
    assertThat(all.leftOut()).isEqualTo(LeftOut.NOTHING);
  }

  @Property
  void whatIsListedDoesNotDependOnOrderOrThreads(
      @ForAll("cases") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 3) int most,
      @ForAll long seed) {
    accepted(of, of.calls());
    Tally tally = tally(of, most, of.options().maxSums());
    List<Object> expected = Everything.of(tally.report(of.calls()), of.calls());
    List<Call> shuffled = shuffled(of.calls(), seed);
    assertThat(Everything.of(tally.report(shuffled), of.calls())).isEqualTo(expected);
    UsageReport parallel = tally.reportInParallel(shuffled, call -> true);
    assertThat(Everything.of(parallel, of.calls())).isEqualTo(expected);
  }

  @Property
  void explanationsDoNotDependOnWhatIsListed(@ForAll("cases") Forests.Case of) {
    UsageReport all = accepted(of, of.calls());
    UsageReport some = tally(of, 1, of.options().maxSums()).report(of.calls());
    for (String id : all.callIds()) {
      for (String model : all.usage(id).keySet()) {
        assertThat(some.explain(id, model)).isEqualTo(all.explain(id, model));
      }
    }
  }

  @Property
  void howManySumsCallsHaveDoesNotDependOnOrderOrThreads(
      @ForAll("cases") Forests.Case of, @ForAll long seed) {
    UsageReport report = accepted(of, of.calls());
    long sums = sums(of);
    assertThat(sums).isGreaterThanOrEqualTo(usages(report));
    List<Call> shuffled = shuffled(of.calls(), seed);
    for (long most : new long[] {Math.max(1, sums - 1), sums}) {
      boolean fits = most >= sums;
      Tally tally = tally(of, of.options().maxFindings(), most);
      assertThat(isAccepted(() -> tally.report(shuffled))).isEqualTo(fits);
      assertThat(isAccepted(() -> tally.reportInParallel(shuffled, call -> true))).isEqualTo(fits);
    }
  }

  /** {@return the least limit on the sums that the calls keep to} */
  private static long sums(Forests.Case of) {
    long tooFew = 0;
    long enough = 10_000;
    while (enough - tooFew > 1) {
      long most = (tooFew + enough) / 2;
      Tally tally = tally(of, of.options().maxFindings(), most);
      if (isAccepted(() -> tally.report(of.calls()))) {
        enough = most;
      } else {
        tooFew = most;
      }
    }
    return enough;
  }

  /** {@return how many usages the calls have: a sum each, or several where prices changed} */
  private static long usages(UsageReport report) {
    return report.usageByCall().values().stream().mapToLong(Map::size).sum();
  }

  private static boolean isAccepted(Runnable report) {
    try {
      report.run();
      return true;
    } catch (ValidationException refusal) {
      assertThat(refusal.errors()).hasSize(1);
      assertThat(refusal).hasMessageMatching(".*at most \\d+ sums of a call and a model.*");
      return false;
    }
  }

  private static UsageReport accepted(Forests.Case of, List<Call> calls) {
    UsageReport report = null;
    try {
      report = of.tally().report(calls);
    } catch (RuntimeException refusal) {
      Assumptions.assumeThat(refusal).isNull();
    }
    return Objects.requireNonNull(report);
  }

  private static Tally tally(Forests.Case of, int maxFindings, long maxSums) {
    return Tally.with(PriceTable.of(of.prices()))
        .with(
            TallyOptions.builder()
                .from(of.options())
                .maxFindings(maxFindings)
                .maxSums(maxSums)
                .build());
  }

  private static List<Call> shuffled(List<Call> calls, long seed) {
    List<Call> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static UnpricedModel cut(UnpricedModel model, int most) {
    return new UnpricedModel(
        model.model(),
        first(model.callIds(), most),
        model.totalTokens(),
        model.callCount(),
        model.reasons());
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.stream().limit(most).toList();
  }

  private static <K extends Enum<K>, T> List<T> first(
      List<T> all, int most, Function<T, K> kind, Map<K, Long> others) {
    Map<K, Long> counts = new HashMap<>();
    List<T> first = new ArrayList<>();
    for (T each : all) {
      if (counts.merge(kind.apply(each), 1L, Long::sum) <= most) {
        first.add(each);
      } else {
        others.merge(kind.apply(each), 1L, Long::sum);
      }
    }
    return first;
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases();
  }
}
