package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of a live rollup at every moment, whatever the events. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class LiveLawsTest {

  private record Event(Call call, boolean finished) {
    void tell(LiveRollup live) {
      if (finished) {
        live.finished(call);
      } else {
        live.started(call);
      }
    }
  }

  @Property
  void atEveryMomentItIsTheReportOfTheSameCalls(
      @ForAll("cases") Forests.Case of, @ForAll Random random) {
    LiveRollup live = live(of);
    Set<String> ids = new TreeSet<>();
    for (Event event : events(of.calls(), random)) {
      event.tell(live);
      ids.add(event.call.id());
      UsageReport batch = of.tally().report(live.calls());
      assertThat(live.totals()).isEqualTo(batch.totals());
      for (String id : ids) {
        assertThat(live.usage(id)).as(id).isEqualTo(batch.usage(id));
      }
    }
  }

  @Property
  void howOftenItIsAskedDoesNotMatter(@ForAll("cases") Forests.Case of, @ForAll Random random) {
    LiveRollup live = live(of);
    for (Event event : events(of.calls(), random)) {
      event.tell(live);
      if (random.nextInt(4) == 0) {
        live.usage(of.calls().get(random.nextInt(of.calls().size())).id());
      }
    }
    UsageReport batch = of.tally().report(live.calls());
    for (Call call : of.calls()) {
      assertThat(live.usage(call.id())).as(call.id()).isEqualTo(batch.usage(call.id()));
    }
  }

  @Property
  void theOrderOfTheEventsDoesNotMatter(@ForAll("cases") Forests.Case of, @ForAll Random random) {
    List<Event> events = events(of.calls(), random);
    LiveRollup one = live(of);
    events.forEach(event -> event.tell(one));
    Collections.shuffle(events, random);
    LiveRollup other = live(of);
    events.forEach(event -> event.tell(other));
    assertThat(Everything.of(other.report(), of.calls()))
        .isEqualTo(Everything.of(one.report(), of.calls()));
    assertThat(other.totals()).isEqualTo(one.totals());
  }

  @Property
  void inTheEndItIsTheReportOfAllFinishedRecords(
      @ForAll("cases") Forests.Case of, @ForAll Random random) {
    LiveRollup live = live(of);
    events(of.calls(), random).forEach(event -> event.tell(live));
    UsageReport batch = of.report();
    assertThat(live.totals()).isEqualTo(batch.totals());
    assertThat(live.report().usageByCall()).isEqualTo(batch.usageByCall());
  }

  @Property
  void whatIsForgottenCountsNoMore(@ForAll("cases") Forests.Case of, @ForAll Random random) {
    LiveRollup live = live(of);
    events(of.calls(), random).forEach(event -> event.tell(live));
    assertThat(live.forget("p", "t1")).isEqualTo(of.calls().stream().anyMatch(LiveLawsTest::isT1));
    List<Call> rest = of.calls().stream().filter(call -> !isT1(call)).toList();
    assertThat(live.totals()).isEqualTo(of.with(rest).report().totals());
    assertThat(live.calls()).noneMatch(call -> isT1((Call) call));
  }

  private static boolean isT1(Call call) {
    return "p".equals(call.projectId()) && "t1".equals(call.traceId());
  }

  private static LiveRollup live(Forests.Case of) {
    return LiveRollup.with(PriceTable.of(of.prices()), of.options());
  }

  /** {@return for every record a start, as often as not with another parent, and an end} */
  private static List<Event> events(List<Call> calls, Random random) {
    List<Event> events = new ArrayList<>();
    for (Call call : calls) {
      Call.Builder start = Call.builder().from(call).endedAt(null);
      Call other = calls.get(random.nextInt(calls.size()));
      start.parentId(random.nextBoolean() ? call.parentId() : other.id());
      start.summary(random.nextInt(4) == 0 ? call.summary() : null);
      events.add(new Event(start.build(), false));
      events.add(new Event(call, true));
    }
    Collections.shuffle(events, random);
    return events;
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Arbitraries.oneOf(
        Forests.cases(),
        Forests.sharingIds(),
        Forests.cases().map(Forests.Case::withMoreThanFourRates));
  }
}
