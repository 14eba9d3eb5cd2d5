package io.tokentally.junit;

import io.tokentally.Call;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.OpenCall;
import io.tokentally.recorder.RecorderStatus;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls of one test. */
final class RecordedTest {

  private static final int MOST = 20;

  private static final String HOW_TO_WIRE =
      "let the test, or a method before it, have a CallRecorder as a parameter, and give it to the"
          + " application in the place of its own; a test that is to make no calls says"
          + " mayRecordNothing = true";

  final LiveRollup rollup;
  final CallRecorder recorder;
  private final Map<String, OpenCall> open = new ConcurrentHashMap<>();

  RecordedTest(PriceTable prices, TallyOptions options) {
    this.rollup = LiveRollup.with(prices, options);
    CallSink unfinished =
        new CallSink() {
          @Override
          public void begins(OpenCall call) {
            open.put(call.id(), call);
          }

          @Override
          public void accept(Call call) {
            open.remove(call.id());
          }
        };
    this.recorder = CallRecorder.builder().to(CallSink.live(rollup)).to(unfinished).build();
  }

  /** {@return the cost so far, in words} */
  String cost() {
    return rollup.report().cost().toString();
  }

  /** {@return what is wrong with a test that has recorded nothing} */
  static String nothing(BigDecimal amount, String unit) {
    return expected(amount, unit) + "none were recorded; " + HOW_TO_WIRE;
  }

  private static String expected(BigDecimal amount, String unit) {
    return "expected the calls of the test to cost at most %s %s, found "
        .formatted(amount.toPlainString(), unit);
  }

  /** {@return what is wrong, with the bill; null if the calls are within the budget} */
  @Nullable String problem(BigDecimal amount, CostBudget budget) {
    String unit = budget.unit();
    RecorderStatus status = recorder.status();
    if (status.started() == 0) {
      return budget.mayRecordNothing() ? null : nothing(amount, unit);
    }
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
    return expected(amount, unit) + found + "\n\n" + report.bill() + unfinished();
  }

  private String unfinished() {
    if (open.isEmpty()) {
      return "";
    }
    String more = open.size() > MOST ? "\nand %,d more".formatted(open.size() - MOST) : "";
    return open.values().stream()
        .sorted(Comparator.comparing(OpenCall::startedAt).thenComparing(OpenCall::id))
        .limit(MOST)
        .map(RecordedTest::line)
        .collect(Collectors.joining("\n", "\nnot ended:\n", more));
  }

  private static String line(OpenCall call) {
    String parent = call.parentId() == null ? "" : ", below " + call.parentId();
    return "  %s %s, begun %s%s".formatted(call.operation(), call.id(), call.startedAt(), parent);
  }

  private static boolean isWithin(Cost cost, BigDecimal amount, String unit) {
    BigDecimal spent = cost.amount();
    boolean isOther = !cost.amounts().isEmpty() && !cost.amounts().containsKey(unit);
    return spent != null && !isOther && spent.compareTo(amount) <= 0;
  }
}
