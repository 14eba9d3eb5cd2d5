package io.tokentally.spark.tally;

import io.tokentally.Call;
import io.tokentally.spark.rows.RowCalls;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;

/** The kind of operation that a call's attributes and name say, as {@link Call#operation} does. */
public final class OperationOf implements UDF2<String, String, String> {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable String call(@Nullable String attributes, @Nullable String opName) {
    if (attributes == null && opName == null) {
      return null;
    }
    Call.Builder call = Call.builder().id("");
    return call.opName(opName)
        .attributes(attributes == null ? null : RowCalls.json(attributes))
        .build()
        .operation();
  }
}
