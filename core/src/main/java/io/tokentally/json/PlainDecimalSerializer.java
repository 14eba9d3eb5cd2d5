package io.tokentally.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tokentally.value.Numbers;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes money as a JSON number without exponent and trailing zeros (docs/semantics.md section 9);
 * absurd exponents, which would fill memory, stay exponents.
 */
public final class PlainDecimalSerializer extends StdSerializer<BigDecimal> {

  private static final long serialVersionUID = 1;

  public PlainDecimalSerializer() {
    super(BigDecimal.class);
  }

  @Override
  public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    write(value, json);
  }

  static void write(BigDecimal value, JsonGenerator json) throws IOException {
    BigDecimal plain = Numbers.plain(value);
    boolean writable = plain.scale() >= 0 && plain.scale() < Numbers.MAX_TEXT_LENGTH;
    String text = writable ? plain.toPlainString() : Numbers.text(plain);
    json.writeNumber(text.length() <= Numbers.MAX_TEXT_LENGTH ? text : Numbers.text(plain));
  }
}
