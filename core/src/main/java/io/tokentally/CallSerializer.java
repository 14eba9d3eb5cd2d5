package io.tokentally;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tokentally.json.JsonText;
import java.io.IOException;

/** Writes a call with Jackson. */
final class CallSerializer extends StdSerializer<Call> {

  private static final long serialVersionUID = 1;

  CallSerializer() {
    super(Call.class);
  }

  @Override
  public void serialize(Call call, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    JsonText.write(CallJson.members(call), json);
  }
}
