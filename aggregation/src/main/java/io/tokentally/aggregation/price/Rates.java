package io.tokentally.aggregation.price;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import org.jspecify.annotations.Nullable;

/** What a rate may be: short enough to write out, and not negative: docs/semantics.md rule 37. */
public final class Rates {

  private Rates() {}

  /** Rejects a rate that is too long or negative. */
  public static void check(@Nullable Object rate, Loc at, ErrorCollector faults) {
    int before = faults.size();
    checkLength(rate, at, faults);
    if (faults.size() == before) {
      checkSign(rate, at, faults);
    }
  }

  /** Rejects a rate that is too long to write a cost out. */
  public static void checkLength(@Nullable Object rate, Loc at, ErrorCollector faults) {
    if (rate instanceof Number number && !Numbers.isPlain(number)) {
      String most = "expected a rate with at most " + Numbers.MAX_PLAIN_DIGITS;
      faults.add(at, Type.VALUE, most + " digits before and after the point");
    }
  }

  /** Rejects a negative rate. */
  public static void checkSign(@Nullable Object rate, Loc at, ErrorCollector faults) {
    if (rate instanceof Number number && Numbers.decimal(number).signum() < 0) {
      faults.add(
          at, Type.VALUE, "expected a rate of 0 or more, found " + Numbers.plainText(number));
    }
  }
}
