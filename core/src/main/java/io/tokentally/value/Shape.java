package io.tokentally.value;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of small objects in their order. Objects that have the same share one, since most
 * documents of a kind look alike: such an object then needs memory for its values alone. Immutable
 * and thread-safe.
 */
final class Shape {

  /** Objects with more keys need a table to be fast. */
  static final int MOST_KEYS = 16;

  /** Shapes that are shared have at most so many characters in all keys. */
  private static final int MOST_CHARACTERS = 512;

  private static final int SHARED = 1 << 10;

  /** Each at the place of its hash; a newer one takes the place of an older one. */
  @SuppressWarnings("AvoidObjectArrays") // any thread may see an older one, or none: no harm
  private static final @Nullable Shape[] KNOWN = new @Nullable Shape[SHARED];

  private final String[] keys;
  private final int[] hashes;

  private Shape(String[] keys) {
    this.keys = keys;
    this.hashes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      hashes[i] = keys[i].hashCode();
    }
  }

  /** {@return the shape of the first keys, all different} */
  static Shape of(@Nullable String[] keys, int size) {
    int hash = size;
    int characters = 0;
    for (int i = 0; i < size; i++) {
      String key = Objects.requireNonNull(keys[i]);
      hash = 31 * hash + key.hashCode();
      characters += key.length();
    }
    int place = place(hash);
    Shape known = KNOWN[place];
    if (known != null && known.has(keys, size)) {
      return known;
    }
    Shape shape = new Shape(Arrays.copyOf(keys, size, String[].class));
    if (characters <= MOST_CHARACTERS) {
      KNOWN[place] = shape;
    }
    return shape;
  }

  /** {@return the shape of one key} */
  static Shape of(String key) {
    Shape known = KNOWN[place(31 + key.hashCode())];
    return known != null && known.keys.length == 1 && known.keys[0].equals(key)
        ? known
        : of(new String[] {key}, 1);
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 16) & (SHARED - 1);
  }

  private boolean has(@Nullable String[] others, int size) {
    if (keys.length != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!keys[i].equals(others[i])) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether the first keys are these, each the same string and not only an equal one} */
  @SuppressWarnings("ReferenceEquality") // what is only equal is found by its hash
  boolean isOf(@Nullable String[] others, int size) {
    if (keys.length != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (keys[i] != others[i]) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return keys.length;
  }

  String key(int index) {
    return keys[index];
  }

  /** {@return where the key stands, -1 for nowhere} */
  int indexOf(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return -1;
    }
    int hash = name.hashCode();
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] == hash && name.equals(keys[i])) {
        return i;
      }
    }
    return -1;
  }
}
