package io.tokentally.report.data;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as numbers of seconds, exact. */
final class Seconds {

  private Seconds() {}

  static BigDecimal of(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
    return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
  }
}
