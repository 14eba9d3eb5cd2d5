package io.tokentally.spark.tally;

import io.tokentally.json.JsonText;
import java.util.Map;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** Takes out of a summary what a rollup does not read, so that less of it is shuffled. */
public final class ShortSummary implements UDF1<String, String> {

  private static final long serialVersionUID = 1;

  /** What is no longer than this stays as it is: it would not get much shorter. */
  private static final int SHORT = 256;

  private transient @Nullable SummaryReader reader;

  @Override
  public @Nullable String call(@Nullable String summary) {
    if (summary == null || summary.length() <= SHORT) {
      return summary;
    }
    if (reader == null) {
      reader = new SummaryReader();
    }
    Object usage = reader.usage(summary);
    return usage == null ? null : JsonText.of(Map.of("usage", usage));
  }
}
