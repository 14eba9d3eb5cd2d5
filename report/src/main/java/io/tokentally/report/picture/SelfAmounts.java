package io.tokentally.report.picture;

import io.tokentally.report.PictureCall;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What each call has of its own of some measure: its amount without those of the calls directly
 * below it. Where those add up to more, as of calls that ran at the same time, it has none.
 *
 * @param amounts in the order of the tree, never below zero
 * @param cut how many calls had less than those below them
 */
record SelfAmounts(List<BigDecimal> amounts, int cut) {

  static SelfAmounts ofCost(CallTree tree, List<CallFigures> figures, String unit) {
    return of(tree, i -> figures.get(i).costs().getOrDefault(unit, BigDecimal.ZERO));
  }

  static SelfAmounts ofTokens(CallTree tree, List<CallFigures> figures) {
    return of(tree, i -> new BigDecimal(figures.get(i).tokens()));
  }

  /** {@return requests and tokens added up: 0 only where a call used nothing itself} */
  static SelfAmounts ofUsage(CallTree tree, List<CallFigures> figures) {
    return of(tree, i -> new BigDecimal(figures.get(i).requests().add(figures.get(i).tokens())));
  }

  /** {@return times in nanoseconds; calls without a start or an end have none of their own} */
  static SelfAmounts ofTime(CallTree tree) {
    return of(tree, i -> nanos(tree.calls().get(i)));
  }

  private static BigDecimal nanos(PictureCall call) {
    Instant start = call.startedAt();
    Instant end = call.endedAt();
    return start == null || end == null || end.isBefore(start)
        ? BigDecimal.ZERO
        : nanos(Duration.between(start, end));
  }

  private static BigDecimal nanos(Duration duration) {
    return new BigDecimal(
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano())));
  }

  private static SelfAmounts of(CallTree tree, IntFunction<BigDecimal> amount) {
    BigDecimal[] own = new BigDecimal[tree.size()];
    Arrays.setAll(own, amount);
    for (int i = 0; i < own.length; i++) {
      int parent = tree.parent(i);
      if (parent != CallTree.NONE) {
        own[parent] = own[parent].subtract(amount.apply(i));
      }
    }
    int cut = 0;
    List<BigDecimal> amounts = new ArrayList<>(own.length);
    for (BigDecimal each : own) {
      cut += each.signum() < 0 ? 1 : 0;
      amounts.add(each.max(BigDecimal.ZERO));
    }
    return new SelfAmounts(amounts, cut);
  }
}
