package io.tokentally.value;

import io.tokentally.json.JsonReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON values: null, {@link Boolean}, {@link Number}, {@link String}, {@link List} and {@link
 * Map} with text keys. A frozen value cannot change, down to its leaves.
 */
public final class JsonValues {

  private JsonValues() {}

  /**
   * {@return a value that nobody can change any more, equal to the given one}
   *
   * @throws IllegalArgumentException if something in it is no JSON value, or it is nested too deep
   */
  public static @Nullable Object freeze(@Nullable Object value) {
    return freeze(value, JsonReader.MAX_NESTING);
  }

  /** {@return whether {@link #freeze} gives the value back as it is} */
  public static boolean isFrozen(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof FrozenObject
        || value instanceof FrozenArray;
  }

  private static @Nullable Object freeze(@Nullable Object value, int levels) {
    if (isFrozen(value)) {
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
      throw new IllegalArgumentException(
          "nested deeper than " + JsonReader.MAX_NESTING + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key(key), freeze(member, levels - 1)));
      return frozen(members);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(freeze(element, levels - 1)));
      return frozen(elements);
    }
    throw new IllegalArgumentException(
        "expected null, a boolean, number, text, list or map, found " + describe(value));
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected text as a key, found " + key);
  }

  /** Takes over members that are frozen themselves and that nobody else holds. */
  public static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> members) {
    return new FrozenObject(members);
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
      return "text " + quote(text);
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
    int most = 60;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static final class FrozenObject extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> members;

    FrozenObject(Map<String, @Nullable Object> members) {
      this.members = members;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return members.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return members.containsKey(key);
    }

    @Override
    public int size() {
      return members.size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
      return Collections.<String, @Nullable Object>unmodifiableMap(members).entrySet();
    }
  }

  private static final class FrozenArray extends AbstractList<@Nullable Object> {

    private final @Nullable Object[] elements;

    FrozenArray(@Nullable Object[] elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Object get(int index) {
      return elements[index];
    }

    @Override
    public int size() {
      return elements.length;
    }
  }
}
