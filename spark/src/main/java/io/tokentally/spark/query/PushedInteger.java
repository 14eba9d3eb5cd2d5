package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;

import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** A field of integers. The dialect says which number a constant is. */
record PushedInteger(Column column, DataType type, Dialect dialect) implements PushedField {

  @Override
  public boolean comparesWith(Object constant) {
    return constant instanceof Number;
  }

  @Override
  public @Nullable Column comparing(Operator operator, Object constant) {
    BigDecimal number = number(constant);
    if (number == null) {
      return null;
    }
    return operator == Operator.EQ ? among(List.of(constant)) : range().comparing(operator, number);
  }

  @Override
  public @Nullable Column among(List<Object> constants) {
    List<Object> whole = new ArrayList<>();
    for (Object constant : constants) {
      BigDecimal number = number(constant);
      if (number == null) {
        return null;
      }
      if (isHeld(number)) {
        whole.add(constantOf(number.toBigInteger()));
      }
    }
    return whole.isEmpty() ? lit(false) : column.isin(whole.toArray());
  }

  /** {@return the number that a constant stands for, null if it has too many digits to look at} */
  private @Nullable BigDecimal number(Object constant) {
    Number number = PushedConstants.number((Number) constant, dialect);
    return number != null && Numbers.isPlain(number)
        ? Numbers.plain(Numbers.decimal(number))
        : null;
  }

  private boolean isHeld(BigDecimal number) {
    BigInteger whole = number.toBigInteger();
    return number.compareTo(new BigDecimal(whole)) == 0
        && whole.compareTo(range().least()) >= 0
        && whole.compareTo(range().most()) <= 0;
  }

  private WholeRange range() {
    BigInteger end = BigInteger.ONE.shiftLeft(type.defaultSize() * Byte.SIZE - 1);
    return new WholeRange(column, end.negate(), end.subtract(BigInteger.ONE), this::constantOf);
  }

  private Column constantOf(BigInteger whole) {
    return lit(whole.longValueExact()).cast(type);
  }
}
