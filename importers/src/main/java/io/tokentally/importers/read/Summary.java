package io.tokentally.importers.read;

import io.tokentally.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summary of a call, which holds its usage. */
public final class Summary {

  /** The model of usage that names none. */
  private static final String NO_MODEL = "unknown";

  private Summary() {}

  /** {@return a summary with the usage of one model, as it was recorded} */
  public static Map<String, @Nullable Object> of(@Nullable String model, Map<?, ?> usage) {
    String name = model == null || model.isEmpty() ? NO_MODEL : model;
    return JsonValues.frozen("usage", JsonValues.frozen(name, JsonValues.freeze(usage)));
  }
}
