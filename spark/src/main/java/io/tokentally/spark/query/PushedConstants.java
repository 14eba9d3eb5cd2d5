package io.tokentally.spark.query;

import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.weave.PythonDates;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What constants of a query stand for beside numbers and timestamps, in each dialect. */
final class PushedConstants {

  private PushedConstants() {}

  /** {@return the exact number; in WEAVE what is no integer is a double; null if that is none} */
  static @Nullable Number number(Number constant, Dialect dialect) {
    if (dialect != Dialect.STANDARD && constant instanceof BigDecimal decimal) {
      double binary = decimal.doubleValue();
      return Double.isInfinite(binary) ? null : new BigDecimal(binary);
    }
    return constant;
  }

  /** {@return whether a constant is text in which STANDARD reads no timestamp} */
  static boolean isNoMoment(Object constant) {
    return constant instanceof String text && Timestamps.parse(text) == null;
  }

  /** {@return the seconds since 1970 UTC that a string or number stands for; null if none can} */
  static @Nullable BigDecimal seconds(Object constant, Dialect dialect) {
    if (dialect == Dialect.STANDARD && constant instanceof Number number) {
      return Numbers.isPlain(number) ? Numbers.plain(Numbers.decimal(number)) : null;
    }
    Instant moment = moment(constant, dialect);
    return moment == null ? null : Timestamps.epochSeconds(moment);
  }

  private static @Nullable Instant moment(Object constant, Dialect dialect) {
    if (constant instanceof String text) {
      return dialect == Dialect.STANDARD ? Timestamps.parse(text) : PythonDates.parse(text);
    }
    Number seconds =
        constant instanceof BigDecimal decimal ? (Number) decimal.doubleValue() : (Number) constant;
    return PythonDates.ofEpochSeconds(seconds);
  }
}
