package io.tokentally.junit;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.RecorderStatus;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The calls of one test. */
final class RecordedTest {

  final LiveRollup rollup;
  final CallRecorder recorder;

  RecordedTest(PriceTable prices, TallyOptions options) {
    this.rollup = LiveRollup.with(prices, options);
    this.recorder = CallRecorder.builder().to(CallSink.live(rollup)).build();
  }

  /** {@return the cost so far, in words} */
  String cost() {
    return rollup.report().cost().toString();
  }

  /** {@return what is wrong, with the bill; null if the calls are within the budget} */
  @Nullable String problem(BigDecimal amount, String unit) {
    RecorderStatus status = recorder.status();
    UsageReport report = rollup.report();
    Cost cost = report.cost();
    String found = cost.toString();
    if (status.started() != status.ended()) {
      found = "not known; calls that have not ended: " + (status.started() - status.ended());
    } else if (!status.isComplete()) {
      found = "not known; " + status;
    } else if (isWithin(cost, amount, unit)) {
      return null;
    }
    return "expected the calls of the test to cost at most %s %s, found %s\n\n%s"
        .formatted(amount.toPlainString(), unit, found, report.bill());
  }

  private static boolean isWithin(Cost cost, BigDecimal amount, String unit) {
    BigDecimal spent = cost.amount();
    boolean isOther = !cost.amounts().isEmpty() && !cost.amounts().containsKey(unit);
    return spent != null && !isOther && spent.compareTo(amount) <= 0;
  }
}
