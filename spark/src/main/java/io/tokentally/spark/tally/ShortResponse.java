package io.tokentally.spark.tally;

import io.tokentally.json.JsonText;
import io.tokentally.json.ResponseMembers;
import io.tokentally.spark.rows.RowCalls;
import java.util.Map;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an output what says, beside its usage, how a response was served, as JSON: no more
 * of it is shuffled. Null for an output that is no response.
 */
public final class ShortResponse implements UDF1<String, String> {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable String call(@Nullable String output) {
    if (output == null || !output.stripLeading().startsWith("{")) {
      return null;
    }
    Map<?, ?> response = ResponseMembers.of(RowCalls.json(output));
    return response == null ? null : JsonText.of(response);
  }
}
