package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;

import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A field of text, which Spark compares by the bytes of its UTF-8: the order of code points. Spark
 * does not mind bytes that are no UTF-8, which become U+FFFD when they are read. Hence two limits,
 * within which both answer the same for any bytes: no U+FFFD in a constant, and nothing but ASCII
 * where the order counts.
 */
record PushedString(Column column) implements PushedField {

  @Override
  public boolean comparesWith(Object constant) {
    return constant instanceof String;
  }

  @Override
  public @Nullable Column comparing(Operator operator, Object constant) {
    String text = (String) constant;
    boolean same = operator == Operator.EQ ? isReadable(text) : isAscii(text);
    if (!same) {
      return null;
    }
    Column other = lit(text);
    return switch (operator) {
      case EQ -> column.equalTo(other);
      case GT -> column.gt(other);
      case GTE -> column.geq(other);
      case LT -> column.lt(other);
      case LTE -> column.leq(other);
    };
  }

  @Override
  public @Nullable Column among(List<Object> constants) {
    boolean same = constants.stream().allMatch(text -> isReadable((String) text));
    return same ? column.isin(constants.toArray()) : null;
  }

  /** {@return whether the field contains the text} */
  @Nullable Column containing(String text) {
    return isReadable(text) ? column.contains(lit(text)) : null;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** {@return whether the text can be UTF-8, and can be read from nothing else} */
  private static boolean isReadable(String text) {
    return text.codePoints().allMatch(c -> c != 0xFFFD && !isSurrogate(c));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
