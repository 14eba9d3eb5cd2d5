package io.tokentally.spark.query;

import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A field of calls that Spark can compare with constants as a query does. What it answers holds
 * where the field is not null; what stands for null is up to the caller. An answer that is null
 * says that Spark cannot.
 */
interface PushedField {

  /** {@return the field} */
  Column column();

  /** {@return whether a constant, which is not null, is of a kind that the field compares with} */
  boolean comparesWith(Object constant);

  /** {@return {@code field <operator> constant}} */
  @Nullable Column comparing(Operator operator, Object constant);

  /** {@return whether the field equals one of the constants} */
  @Nullable Column among(List<Object> constants);
}
