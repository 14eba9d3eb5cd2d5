package io.tokentally.json;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of the contract's objects: its name on the wire, and what may stand there.
 *
 * @param required whether it has to be there
 * @param nullable whether it may be null
 */
public record Column<V>(String name, ValueType<V> type, boolean required, boolean nullable) {

  /** {@return a column that has to be there} */
  public static <V> Column<V> required(String name, ValueType<V> type) {
    return new Column<>(name, type, true, false);
  }

  /** {@return a column that may be absent, but not null} */
  public static <V> Column<V> optional(String name, ValueType<V> type) {
    return new Column<>(name, type, false, false);
  }

  /** {@return a column that may be absent or null} */
  public static <V> Column<V> nullable(String name, ValueType<V> type) {
    return new Column<>(name, type, false, true);
  }

  /** {@return the column as a member of values} */
  public <T> Member<T, V> of(Function<? super T, ? extends @Nullable V> getter) {
    return new Member<>(this, null, getter);
  }

  /** {@return what stands in an object that was checked; null for nothing} */
  public @Nullable V read(Map<?, ?> object) {
    Object plain = object.get(name);
    return plain == null ? null : type.read().apply(plain);
  }

  Check check() {
    return nullable ? Check.nullable(type.check()) : type.check();
  }
}
