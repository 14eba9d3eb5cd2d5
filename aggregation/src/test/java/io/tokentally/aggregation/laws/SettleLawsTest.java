package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.SettledTotal;
import io.tokentally.aggregation.SettledTotals;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of settled traces, whichever are settled, and when. */
@PropertyDefaults(tries = 100, edgeCases = EdgeCasesMode.NONE)
class SettleLawsTest {

  private record Trace(String project, String id) {
    static Trace of(TracedCall call) {
      return new Trace(call.projectId(), call.traceId());
    }
  }

  @Property
  void settlingChangesNoSum(@ForAll("cases") Forests.Case of, @ForAll Random random) {
    List<Call> calls = of.calls();
    LiveRollup live = live(of);
    calls.forEach(live::finished);
    SettledTotals all = live.settledAndLive();
    List<Trace> traces = new ArrayList<>(traces(calls));
    Collections.shuffle(traces, random);

    for (Trace trace : traces) {
      assertThat(live.settle(trace.project, trace.id)).isTrue();
      assertThat(live.settledAndLive()).isEqualTo(all);
    }
    assertThat(live.calls()).isEmpty();
    assertThat(live.totals()).isEmpty();
    assertThat(live.settled()).isEqualTo(all);
    assertThat(all.traces()).isEqualTo(traces.size());
  }

  @Property
  void theSumsAreThoseOfTheReport(@ForAll("cases") Forests.Case of) {
    List<Call> calls = of.calls();
    LiveRollup live = live(of);
    calls.forEach(live::finished);
    UsageReport report = live.report();

    Map<String, List<Object>> sums = new TreeMap<>();
    for (SettledTotal total : live.settledAndLive().totals()) {
      sums.merge(total.model(), figures(total.usage(), total.pricedPart()), SettleLawsTest::plus);
    }
    Map<String, List<Object>> totals = new TreeMap<>();
    report
        .totals()
        .forEach(
            (model, usage) ->
                totals.put(
                    model,
                    figures(
                        usage,
                        report
                            .pricedPartOfTotals()
                            .getOrDefault(model, LLMAggregatedUsage.builder().build()))));
    assertThat(sums).isEqualTo(totals);
  }

  @Property
  void aRestartFromASnapshotIsAsIfThereWasNone(
      @ForAll("cases") Forests.Case of, @ForAll Random random) {
    List<Call> calls = of.calls();
    List<Trace> traces = new ArrayList<>(traces(calls));
    LiveRollup through = live(of);
    LiveRollup before = live(of);
    int restart = random.nextInt(traces.size() + 1);
    LiveRollup now = before;
    for (int i = 0; i <= traces.size(); i++) {
      if (i == restart) {
        now = live(of).restore(SettledTotals.parse(before.settled().toJson()));
      }
      if (i < traces.size()) {
        Trace trace = traces.get(i);
        for (Call call : calls) {
          if (Trace.of(call).equals(trace)) {
            through.finished(call);
            now.finished(call);
          }
        }
        through.settle(trace.project, trace.id);
        now.settle(trace.project, trace.id);
      }
    }
    assertThat(now.settled()).isEqualTo(through.settled());
  }

  private static LiveRollup live(Forests.Case of) {
    return LiveRollup.with(of.table(), of.options())
        .settlingBy(
            ZoneOffset.ofHours(5), call -> call.id().endsWith("1") ? Map.of("team", "one") : null);
  }

  private static List<Object> figures(LLMAggregatedUsage usage, LLMAggregatedUsage priced) {
    List<Object> figures = new ArrayList<>();
    for (LLMAggregatedUsage each : List.of(usage, priced)) {
      for (UsageCount count : UsageCount.values()) {
        figures.add(count.of(each));
      }
    }
    BigDecimal cost = priced.totalCost();
    figures.add(cost == null ? BigDecimal.ZERO : cost);
    return figures;
  }

  private static List<Object> plus(List<Object> one, List<Object> other) {
    List<Object> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(
          one.get(i) instanceof Long count
              ? (Object) (count + (Long) other.get(i))
              : Numbers.plain(((BigDecimal) one.get(i)).add((BigDecimal) other.get(i))));
    }
    return sum;
  }

  private static Set<Trace> traces(List<Call> calls) {
    Set<Trace> traces = new LinkedHashSet<>();
    calls.forEach(call -> traces.add(Trace.of(call)));
    return traces;
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases();
  }
}
