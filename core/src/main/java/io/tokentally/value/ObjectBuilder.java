package io.tokentally.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the members of an object, and makes one that cannot change. Their values are frozen
 * themselves. Not thread-safe.
 */
public final class ObjectBuilder {

  private static final int USUAL = 8;

  private @Nullable String[] keys;
  private @Nullable Object[] values;
  private int size;

  /** Takes over all members where they are many. */
  private @Nullable LinkedHashMap<String, @Nullable Object> many;

  /** The shape of the object that was built last: the next one often has the same. */
  private @Nullable Shape last;

  /** Whether all keys so far are those that {@link #last} begins with, the same strings. */
  private boolean isAsBefore;

  /** A builder of an object that has as many members as most have. */
  public ObjectBuilder() {
    this(USUAL);
  }

  /** A builder of an object that is expected to have so many members. */
  ObjectBuilder(int expected) {
    int room = Math.min(expected, Shape.MOST_KEYS);
    keys = new @Nullable String[room];
    values = new @Nullable Object[room];
  }

  /** Takes all members out, so that another object can be built. */
  public void clear() {
    Arrays.fill(values, 0, size, null);
    size = 0;
    many = null;
    isAsBefore = last != null;
  }

  /** {@return whether there is no member yet} */
  public boolean isEmpty() {
    return size == 0;
  }

  /** {@return whether there is a member of the key} */
  public boolean contains(String key) {
    return many == null ? indexOf(key) >= 0 : many.containsKey(key);
  }

  /** Adds a member; false if there is one of the key, which stays as it is. */
  public boolean add(String key, @Nullable Object value) {
    // The keys of a shape are all different.
    if (!isNextOfLast(key) && contains(key)) {
      return false;
    }
    append(key, value);
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // keys that are only equal are compared
  private boolean isNextOfLast(String key) {
    Shape shape = last;
    return isAsBefore && shape != null && size < shape.size() && shape.key(size) == key;
  }

  /** Adds a member, or gives the one of the key another value. */
  public void put(String key, @Nullable Object value) {
    if (many != null) {
      many.put(key, value);
      return;
    }
    int index = indexOf(key);
    if (index >= 0) {
      values[index] = value;
    } else {
      append(key, value);
    }
  }

  /** Adds a member of a key that is known not to be there. */
  public void append(String key, @Nullable Object value) {
    if (many != null) {
      many.put(key, value);
      return;
    }
    if (size == Shape.MOST_KEYS) {
      many = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        many.put(String.valueOf(keys[i]), values[i]);
      }
      many.put(key, value);
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Shape.MOST_KEYS);
      values = Arrays.copyOf(values, Shape.MOST_KEYS);
    }
    isAsBefore = isNextOfLast(key);
    keys[size] = key;
    values[size++] = value;
  }

  private int indexOf(String key) {
    int hash = key.hashCode();
    for (int i = 0; i < size; i++) {
      String known = keys[i];
      if (known != null && known.hashCode() == hash && key.equals(known)) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the object; only {@link #clear} may follow} */
  public Map<String, @Nullable Object> build() {
    return build(Arrays.copyOf(values, size));
  }

  /** {@return the object; nothing may follow, since it takes over what this holds} */
  Map<String, @Nullable Object> buildLast() {
    return build(size == values.length ? values : Arrays.copyOf(values, size));
  }

  private Map<String, @Nullable Object> build(@Nullable Object[] own) {
    return many == null ? new SmallObject(shape(), own) : new LargeObject(many);
  }

  private Shape shape() {
    Shape known = last;
    boolean isKnown = known != null && (isAsBefore ? known.size() == size : known.isOf(keys, size));
    if (known == null || !isKnown) {
      known = Shape.of(keys, size);
      last = known;
    }
    return known;
  }
}
