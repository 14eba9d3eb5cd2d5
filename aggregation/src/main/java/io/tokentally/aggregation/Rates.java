package io.tokentally.aggregation;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;

/** What a rate may be: not negative, and short enough to write out. */
public final class Rates {

  private Rates() {}

  public static void check(Number rate, Loc at, Faults faults) {
    if (!Numbers.isPlain(rate)) {
      String most = "expected a rate with at most " + Numbers.MAX_PLAIN_DIGITS;
      faults.add(at, Type.VALUE, most + " digits before and after the point");
    } else if (Numbers.decimal(rate).signum() < 0) {
      faults.add(at, Type.VALUE, "expected a rate of 0 or more, found " + Numbers.plainText(rate));
    }
  }
}
