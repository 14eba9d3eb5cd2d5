package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.testing.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assumptions;

/** What says that threads may share it answers 64 of them as it answers one. */
@PropertyDefaults(tries = 5, edgeCases = EdgeCasesMode.NONE)
class SharedByThreadsLawsTest {

  private static final int THREADS = 64;

  @Property
  void aTallyAndItsPriceTable(@ForAll("cases") Forests.Case of) throws Exception {
    List<Object> expected = accepted(of);
    Tally tally = Tally.with(PriceTable.of(of.prices())).with(of.options());
    Map<String, LLMAggregatedUsage> totals = tally.report(of.calls()).totals();
    Threads.run(
        THREADS,
        thread -> {
          List<Call> calls = new ArrayList<>(of.calls());
          Collections.shuffle(calls, new Random(thread));
          // Many short reports overlap more often than a few that say everything.
          for (int i = 0; i < 50; i++) {
            assertThat(tally.report(calls).totals()).isEqualTo(totals);
          }
          assertThat(Everything.of(tally.report(calls), of.calls())).isEqualTo(expected);
        });
  }

  @Property
  void oneReport(@ForAll("cases") Forests.Case of) throws Exception {
    List<Object> expected = accepted(of);
    // Nobody has asked it for anything yet: what is made when it is asked for is made now.
    UsageReport report = of.report();
    Threads.run(
        THREADS,
        thread -> {
          assertThat(report.anomalies()).isEqualTo(of.report().anomalies());
          assertThat(Everything.of(report, of.calls())).isEqualTo(expected);
          assertThat(Everything.of(report.repriced(of.table()), of.calls())).isEqualTo(expected);
        });
  }

  private static List<Object> accepted(Forests.Case of) {
    try {
      return Everything.of(of.report(), of.calls());
    } catch (RuntimeException refusal) {
      Assumptions.assumeThat(refusal).isNull();
      throw refusal;
    }
  }

  @Provide
  Arbitrary<Forests.Case> cases() {
    return Forests.cases();
  }
}
