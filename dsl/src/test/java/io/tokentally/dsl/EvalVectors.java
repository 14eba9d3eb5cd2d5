package io.tokentally.dsl;

import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors.Vector;
import java.util.List;
import java.util.Map;

/** The parts of the evaluation vectors' format that more than one test needs. */
public final class EvalVectors {

  private EvalVectors() {}

  /** {@return the JSON of the vector's query, written out where the vector says how to make it} */
  public static String query(Vector vector) {
    if (!vector.has("query_gen")) {
      return vector.json("query");
    }
    Map<?, ?> recipe = vector.object("query_gen");
    if (recipe.get("nest") instanceof Map<?, ?> nest) {
      int times = ((Long) nest.get("times")).intValue();
      String open = "{\"" + nest.get("op") + "\":[";
      return "{\"$expr\":"
          + open.repeat(times)
          + JsonText.of(nest.get("leaf"))
          + "]}".repeat(times)
          + "}";
    }
    Map<?, ?> repeat = (Map<?, ?>) recipe.get("repeat");
    int times = ((Long) repeat.get("times")).intValue();
    String operand = JsonText.of(repeat.get("operand"));
    return "{\"$expr\":{\""
        + repeat.get("op")
        + "\":["
        + String.join(",", java.util.Collections.nCopies(times, operand))
        + "]}}";
  }

  /**
   * {@return whether the vector is from before the Weave server refused negative indexes} What it
   * expects is replaced by docs/weave.md section 9.
   */
  public static boolean isRefusedSince(Vector vector) {
    return vector.text("dialect").equals("weave") && hasTag(vector, "negative-index");
  }

  /** {@return whether the vector has the tag} */
  public static boolean hasTag(Vector vector, String tag) {
    return vector.has("tags") && ((List<?>) vector.list("tags")).contains(tag);
  }
}
