package io.tokentally.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values as JSON on the wire. Numbers keep their value and their kind. */
public final class JsonText {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(2 * JsonValues.MAX_NESTING).build())
          .build();

  /** The years that a date in text can have; other timestamps are numbers of seconds. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private JsonText() {}

  /** {@return the JSON of a plain value; it reads back as an equal value, also from UTF-8} */
  public static String of(@Nullable Object plain) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(plain, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return escapeLoneSurrogates(text.toString());
  }

  /** Writes a plain value with a generator, whatever that does with values of other types. */
  public static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof BigDecimal decimal) {
      if (json.canWriteFormattedNumbers()) {
        json.writeNumber(Numbers.text(decimal));
      } else {
        json.writeNumber(decimal);
      }
    } else if (value instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Instant instant) {
      boolean hasText = !instant.isBefore(FIRST) && instant.isBefore(END);
      if (hasText) {
        json.writeString(instant.toString());
      } else {
        json.writeNumber(Numbers.plain(Timestamps.epochSeconds(instant)).toPlainString());
      }
    } else {
      json.writeString((String) value);
    }
  }

  /**
   * A lone surrogate has no UTF-8; in JSON text it can only stand inside a string, so it is
   * escaped.
   */
  static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair = i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        escaped = escaped == null ? new StringBuilder(json.substring(0, i)) : escaped;
        escaped.append("\\u%04X".formatted((int) c));
      } else if (escaped != null) {
        escaped.append(c);
      }
      if (pair) {
        i++;
        if (escaped != null) {
          escaped.append(json.charAt(i));
        }
      }
    }
    return escaped == null ? json : escaped.toString();
  }
}
