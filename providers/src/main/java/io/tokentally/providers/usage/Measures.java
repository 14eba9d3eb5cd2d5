package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.CountReader;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Times that are charged, as whole numbers. */
final class Measures {

  private Measures() {}

  /** {@return a decimal up to the next whole number; what is none is read as a count} */
  static long up(Object value, Loc at, String field, CountReader counts) {
    Number exact = value instanceof Number number ? Numbers.exact(number) : null;
    if (exact == null) {
      return counts.read(value, at, field);
    }
    BigDecimal decimal = Numbers.decimal(exact);
    boolean isShort = decimal.precision() <= 18 && decimal.scale() >= 0 && decimal.scale() <= 18;
    return isShort && decimal.signum() > 0
        ? decimal.setScale(0, RoundingMode.CEILING).longValue()
        : counts.read(value, at, field);
  }
}
