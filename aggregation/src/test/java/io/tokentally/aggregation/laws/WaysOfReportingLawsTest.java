package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.GoingBy;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Calls that are kept, calls that go by, and many threads: all say the same. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class WaysOfReportingLawsTest {

  @Property
  void callsThatGoByOnceAreReportedAsThoseThatAreKept(@ForAll("cases") Forests.Case of) {
    Predicate<Call> picked = picked(of.calls());
    assertThat(outcome(of, () -> of.tally().report(new GoingBy(of.calls()), picked)))
        .isEqualTo(outcome(of, () -> of.tally().report(of.calls(), picked)));
  }

  @Property
  void manyThreadsReportAsOneDoes(
      @ForAll("cases") Forests.Case of, @ForAll @IntRange(min = 1, max = 5) int threads)
      throws Exception {
    Predicate<Call> picked = picked(of.calls());
    List<Object> expected = outcome(of, () -> of.tally().report(of.calls(), picked));
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      Callable<List<Object>> parallel =
          () -> outcome(of, () -> of.tally().reportInParallel(of.calls(), picked));
      assertThat(pool.submit(parallel).get()).isEqualTo(expected);
    } finally {
      pool.shutdown();
    }
  }

  /** {@return the report with all it says, and again at its own prices; or why there is none} */
  private static List<Object> outcome(Forests.Case of, Callable<UsageReport> ask) {
    try {
      UsageReport report = ask.call();
      List<Object> everything = new ArrayList<>(Everything.of(report, of.calls()));
      everything.addAll(Everything.of(report.repriced(of.table()), of.calls()));
      return everything;
    } catch (Exception refusal) {
      return List.of(refusal.getClass(), String.valueOf(refusal.getMessage()));
    }
  }

  private static Predicate<Call> picked(List<Call> calls) {
    return calls.size() % 2 == 0
        ? call -> true
        : call -> call.endedAt() != null || call.id().endsWith("1");
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases()
        .flatMap(
            of ->
                Arbitraries.frequencyOf(
                    Tuple.of(5, Arbitraries.just(of)),
                    Tuple.of(5, Forests.sharingIds()),
                    Tuple.of(1, Arbitraries.just(of.plus(List.of(elsewhere(of)))))));
  }

  /** {@return a call of another trace with an id that is taken} */
  private static Call elsewhere(Forests.Case of) {
    return Call.builder().from(of.calls().get(0)).traceId("elsewhere").build();
  }
}
