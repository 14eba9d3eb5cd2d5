package io.tokentally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;

/**
 * Reads a call with Jackson; a {@code ValidationException} is the cause of Jackson's own exception.
 */
final class CallDeserializer extends StdDeserializer<Call> {

  private static final long serialVersionUID = 1;

  CallDeserializer() {
    super(Call.class);
  }

  @Override
  public Call deserialize(JsonParser json, DeserializationContext context) throws IOException {
    try {
      ErrorCollector faults = new ErrorCollector();
      return CallJson.call(JsonReader.readCurrent(json, Loc.ROOT, faults), Loc.ROOT, faults);
    } catch (ValidationException e) {
      throw JsonMappingException.from(json, e.getMessage(), e);
    }
  }
}
