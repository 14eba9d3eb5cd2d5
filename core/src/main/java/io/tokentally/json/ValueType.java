package io.tokentally.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a member of a {@link Schema} holds: which plain values may stand there, and how such a value
 * is read and written. Neither takes null. Immutable and thread-safe.
 *
 * @param check which plain values may stand there
 * @param read makes the value of a plain one that was checked
 */
public record ValueType<V>(Check check, Function<Object, V> read, Writer<? super V> writer) {

  /** Writes a value. */
  @FunctionalInterface
  public interface Writer<V> {
    void write(V value, JsonGenerator json, SerializerProvider provider) throws IOException;
  }

  public static final ValueType<String> TEXT =
      new ValueType<>(
          Check.TEXT, String.class::cast, (value, json, provider) -> json.writeString(value));

  public static final ValueType<Boolean> BOOLEAN =
      new ValueType<>(
          Check.BOOLEAN, Boolean.class::cast, (value, json, provider) -> json.writeBoolean(value));

  /** An integer, however written. */
  public static final ValueType<Long> INTEGER =
      new ValueType<>(
          Check.INTEGER,
          number -> Numbers.decimal((Number) number).longValueExact(),
          (value, json, provider) -> json.writeNumber(value));

  /** A number that is kept exactly. */
  public static final ValueType<BigDecimal> DECIMAL =
      new ValueType<>(
          Check.NUMBER,
          number -> Numbers.decimal((Number) number),
          (value, json, provider) -> PlainDecimalSerializer.write(value, json));

  /** A date in the form of docs/semantics.md rule 16, written as RFC 3339 in UTC. */
  public static final ValueType<Instant> DATE =
      new ValueType<>(
          Check.MOMENT,
          text -> Objects.requireNonNull(Timestamps.parse((String) text)),
          (value, json, provider) -> json.writeString(value.toString()));

  /** {@return a value that Jackson reads and writes by the annotations of its type} */
  public static <V> ValueType<V> bound(Check check, Class<V> type) {
    return new ValueType<>(
        check,
        plain -> ContractJson.convert(plain, type),
        (value, json, provider) -> provider.defaultSerializeValue(value, json));
  }

  /** {@return a list} */
  public static <V> ValueType<List<V>> listOf(ValueType<V> element) {
    return new ValueType<>(
        Check.listOf(element.check),
        plain -> {
          List<V> elements = new ArrayList<>();
          ((List<?>) plain).forEach(each -> elements.add(element.read.apply(each)));
          return elements;
        },
        (value, json, provider) -> {
          json.writeStartArray();
          for (V each : value) {
            element.writer.write(each, json, provider);
          }
          json.writeEndArray();
        });
  }

  /** {@return an object with any keys, kept in order} */
  public static <V> ValueType<Map<String, V>> mapOf(ValueType<V> member) {
    return new ValueType<>(
        Check.mapOf(member.check),
        plain -> {
          Map<String, V> members = new LinkedHashMap<>();
          ((Map<?, ?>) plain)
              .forEach((key, each) -> members.put((String) key, member.read.apply(each)));
          return members;
        },
        (value, json, provider) -> {
          json.writeStartObject();
          for (Map.Entry<String, V> each : value.entrySet()) {
            json.writeFieldName(each.getKey());
            member.writer.write(each.getValue(), json, provider);
          }
          json.writeEndObject();
        });
  }

  /** {@return the same, with a further check of what passes the first} */
  public ValueType<V> and(Check further) {
    return new ValueType<>(check.and(further), read, writer);
  }
}
