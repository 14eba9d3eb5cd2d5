package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.Map;

/** JSON text as plain values. */
public final class Json {

  private Json() {}

  public static Map<?, ?> object(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object value = JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
    return (Map<?, ?>) requireNonNull(value);
  }
}
