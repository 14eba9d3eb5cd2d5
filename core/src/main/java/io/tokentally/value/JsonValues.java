package io.tokentally.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON values: null, {@link Boolean}, {@link Number}, {@link String}, {@link List} and {@link
 * Map} with text keys. A frozen value cannot change, down to its leaves.
 */
public final class JsonValues {

  /** How deeply arrays and objects of a document may be nested. */
  public static final int MAX_NESTING = 1_500;

  /** How deep a value may be: inside the object of a call it can still be read back. */
  private static final int MAX_LEVELS = MAX_NESTING - 1;

  private JsonValues() {}

  /**
   * {@return a value that nobody can change any more, equal to the given one}
   *
   * @throws IllegalArgumentException if something in it is no JSON value, or it is nested too deep
   */
  public static @Nullable Object freeze(@Nullable Object value) {
    return freeze(value, MAX_LEVELS);
  }

  /** {@return as {@link #freeze}, a value that so many containers are to be around} */
  public static @Nullable Object freezeWithin(int containers, @Nullable Object value) {
    return freeze(value, MAX_LEVELS - containers);
  }

  /** {@return whether {@link #freeze} gives the value back as it is} */
  public static boolean isFrozen(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigDecimal
        || (value instanceof BigInteger integer && integer.bitLength() >= Long.SIZE)
        || (value instanceof Frozen container && container.levels() <= MAX_LEVELS);
  }

  /** {@return whether {@link #freeze} gives all of the values back as they are} */
  public static boolean allFrozen(Collection<?> values) {
    if (!values.isEmpty()) {
      for (Object value : values) {
        if (!isFrozen(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** {@return a map with text keys: the given one, or a copy with the strings of its keys} */
  public static Map<?, ?> withTextKeys(Map<?, ?> map) {
    if (map instanceof Frozen || hasTextKeys(map)) {
      return map;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.putIfAbsent(String.valueOf(key), value));
    return copy;
  }

  private static boolean hasTextKeys(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object freeze(@Nullable Object value, int levels) {
    if (value instanceof Frozen container ? container.levels() <= levels : isFrozen(value)) {
      return value;
    }
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      if (exact != null) {
        return exact;
      }
    }
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    if (levels == 0) {
      throw new IllegalArgumentException("nested deeper than " + MAX_LEVELS + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      ObjectBuilder members = new ObjectBuilder(map.size());
      for (Map.Entry<?, ?> member : map.entrySet()) {
        members.put(key(member.getKey()), freeze(member.getValue(), levels - 1));
      }
      return members.buildLast();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      for (Object element : list) {
        elements.add(freeze(element, levels - 1));
      }
      return frozen(elements);
    }
    throw new IllegalArgumentException(
        "expected null, a boolean, number, string, list or map, found " + describe(value));
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a string as a key, found " + key);
  }

  /** Takes over members that are frozen themselves and that nobody else holds. */
  public static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> members) {
    ObjectBuilder object = new ObjectBuilder(members.size());
    members.forEach(object::put);
    return object.buildLast();
  }

  /** {@return an object of one member, whose value is frozen itself} */
  public static Map<String, @Nullable Object> frozen(String key, @Nullable Object value) {
    return new SmallObject(Shape.of(key), new @Nullable Object[] {value});
  }

  /** Takes over elements that are frozen themselves and that nobody else holds. */
  public static List<@Nullable Object> frozen(List<@Nullable Object> elements) {
    return new FrozenArray(elements.toArray());
  }

  /** {@return the kind of a JSON value, in words, for messages} */
  public static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return "string " + quote(text);
    }
    if (value instanceof Boolean || value instanceof Number) {
      return abbreviate(value.toString());
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "an empty object" : "an object";
    }
    return value.getClass().getName();
  }

  /** {@return the text in quotes, long text cut short} */
  public static String quote(String text) {
    return '"' + abbreviate(text) + '"';
  }

  private static String abbreviate(String text) {
    return cut(text, 60);
  }

  /** {@return the text, cut short if it is longer} */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
