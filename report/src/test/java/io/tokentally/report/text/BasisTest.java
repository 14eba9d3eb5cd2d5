package io.tokentally.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisTest {

  private static final List<Call> CALLS =
      List.of(
          call("{'id':'a','trace_id':'t1'}"),
          call("{'id':'r','trace_id':'t2'}"),
          call("{'id':'a','trace_id':'t2','parent_id':'r','summary':{'usage':{'m':{'x':1}}}}"),
          call("{'id':'b','trace_id':'t2','parent_id':'r','summary':{'usage':{'m':{'x':1}}}}"));

  private static Call call(String json) {
    return Call.parse(json.replace('\'', '"'));
  }

  @Test
  void callsWithOneIdAreSeveral() {
    UsageReport report = Tally.with(PriceTable.EMPTY).report(CALLS, call -> !call.id().equals("b"));
    assertThat(Basis.remarks(report, false))
        .contains("Calls asked about that are counted in another one above them: 1 of 3.");
  }

  @Test
  void whatIsNotListedIsCounted() {
    TallyOptions options = TallyOptions.builder().maxFindings(1).build();
    UsageReport report = Tally.with(PriceTable.EMPTY).with(options).report(CALLS);
    assertThat(Basis.remarks(report, true))
        .containsExactly(
            "The totals are too low: usage was not recognised in 2 places; see Unrecognised"
                + " usage.");
  }
}
