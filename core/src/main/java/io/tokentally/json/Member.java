package io.tokentally.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column as a member of values.
 *
 * @param absent what stands for it where it is not there or null; null for null
 * @param getter reads it from the value; null for nothing to write
 */
public record Member<T, V>(
    Column<V> column, @Nullable V absent, Function<? super T, ? extends @Nullable V> getter) {

  /** {@return a member that has to be there} */
  public static <T, V> Member<T, V> required(
      String name, ValueType<V> type, Function<? super T, ? extends @Nullable V> getter) {
    return Column.required(name, type).of(getter);
  }

  /** {@return a member that may be absent, but not null} */
  public static <T, V> Member<T, V> optional(
      String name, ValueType<V> type, Function<? super T, ? extends @Nullable V> getter) {
    return Column.optional(name, type).of(getter);
  }

  /** {@return a member that may be absent or null} */
  public static <T, V> Member<T, V> nullable(
      String name, ValueType<V> type, Function<? super T, ? extends @Nullable V> getter) {
    return Column.nullable(name, type).of(getter);
  }

  /** {@return the same member, for which a value stands where it is absent} */
  public Member<T, V> orElse(V value) {
    return new Member<>(column, value, getter);
  }

  public String name() {
    return column.name();
  }

  @Nullable V read(Map<?, ?> object) {
    V value = column.read(object);
    return value == null ? absent : value;
  }

  void write(T value, boolean withNulls, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    V member = getter.apply(value);
    if (member != null) {
      json.writeFieldName(name());
      column.type().writer().write(member, json, provider);
    } else if (withNulls) {
      json.writeNullField(name());
    }
  }
}
