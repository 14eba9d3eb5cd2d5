package io.tokentally.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tokentally.json.Schema;
import java.io.IOException;

/** Writes requests and answers by their schemas, whatever the mapper's settings. */
final class ContractSerializer extends StdSerializer<Object> {

  private static final long serialVersionUID = 1;

  ContractSerializer() {
    super(Object.class);
  }

  @Override
  public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    write(Contract.schema(value.getClass()), value, json, provider);
  }

  private static <T> void write(
      Schema<T> schema, Object value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    @SuppressWarnings("unchecked") // the schema is that of the value's class
    T typed = (T) value;
    schema.write(typed, json, provider);
  }
}
