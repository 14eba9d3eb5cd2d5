package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;

import io.tokentally.dsl.Operation.Comparison.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/**
 * Compares a column of whole numbers with exact numbers. Only {@code >} and {@code <=} are used:
 * these two stay right where Spark compares the statistics of files that hold coarser numbers, such
 * as milliseconds, with the number cut down to theirs.
 *
 * @param column the column
 * @param least the least number that it can hold
 * @param most the greatest
 * @param constant makes a number within them a constant of the column's type
 */
record WholeRange(
    Column column, BigInteger least, BigInteger most, Function<BigInteger, Column> constant) {

  /** {@return {@code column <operator> number}, where the column is not null} */
  Column comparing(Operator operator, BigDecimal number) {
    BigInteger floor = number.setScale(0, RoundingMode.FLOOR).toBigInteger();
    BigInteger below =
        number.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
    return switch (operator) {
      // A fraction has none between: the next below it is its floor.
      case EQ -> above(below).and(upTo(floor));
      case GT -> above(floor);
      case GTE -> above(below);
      case LT -> upTo(below);
      case LTE -> upTo(floor);
    };
  }

  private Column above(BigInteger bound) {
    if (bound.compareTo(most) >= 0) {
      return lit(false);
    }
    return bound.compareTo(least) < 0 ? lit(true) : column.gt(constant.apply(bound));
  }

  private Column upTo(BigInteger bound) {
    if (bound.compareTo(most) >= 0) {
      return lit(true);
    }
    return bound.compareTo(least) < 0 ? lit(false) : column.leq(constant.apply(bound));
  }
}
