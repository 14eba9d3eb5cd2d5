package io.tokentally.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;

/** Writes a timestamp as RFC 3339 UTC (docs/semantics.md section 9). */
public final class MomentSerializer extends StdSerializer<Instant> {

  private static final long serialVersionUID = 1;

  public MomentSerializer() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeString(value.toString());
  }
}
