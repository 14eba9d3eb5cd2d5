package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;

import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operation.Comparison.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A field of timestamps: microseconds since 1970 UTC, whatever the session's time zone. Constants
 * are those from 1900 to 9999: outside, Spark's way to file readers takes detours over old
 * calendars.
 */
record PushedTimestamp(Column column, Dialect dialect) implements PushedField {

  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  public boolean comparesWith(Object constant) {
    return constant instanceof String || constant instanceof Number;
  }

  @Override
  public @Nullable Column comparing(Operator operator, Object constant) {
    if (dialect == Dialect.STANDARD && PushedConstants.isNoMoment(constant)) {
      return lit(false);
    }
    BigDecimal seconds = PushedConstants.seconds(constant, dialect);
    if (seconds == null || !isBetween(seconds)) {
      return null;
    }
    return new WholeRange(column, LEAST, MOST, PushedTimestamp::constantOf)
        .comparing(operator, seconds.movePointRight(6));
  }

  private static boolean isBetween(BigDecimal seconds) {
    return seconds.compareTo(BigDecimal.valueOf(FIRST.getEpochSecond())) > 0
        && seconds.compareTo(BigDecimal.valueOf(LAST.getEpochSecond())) < 0;
  }

  /**
   * {@return null: lists of timestamps are rare, and their strings are read one way in each
   * dialect}
   */
  @Override
  public @Nullable Column among(List<Object> constants) {
    return null;
  }

  private static Column constantOf(BigInteger micros) {
    return lit(Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS));
  }
}
