package io.tokentally.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tokentally.value.Moments;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a timestamp in the form of docs/semantics.md rule 16. */
public final class MomentDeserializer extends StdDeserializer<Instant> {

  private static final long serialVersionUID = 1;

  public MomentDeserializer() {
    super(Instant.class);
  }

  @Override
  public @Nullable Instant deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, json);
    }
    Instant moment = Moments.parse(json.getText());
    return moment != null
        ? moment
        : (Instant)
            context.handleWeirdStringValue(
                Instant.class, json.getText(), "expected %s", Moments.EXPECTED);
  }
}
