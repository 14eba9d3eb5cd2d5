package io.tokentally.json;

import java.util.Arrays;

/**
 * Sees whether the keys of an object, and of those in it, are different, as they are passed. It
 * compares hashes of keys: what it finds different is so, what it does not may be. Not thread-safe.
 */
final class DistinctKeys {

  private static final int MOST_LEVELS = Long.SIZE;

  /** More keys of one object are not compared with each other: the work is that of the square. */
  static final int MOST_KEYS = 64;

  /** The hashes of all objects that are open, the innermost last. */
  private int[] hashes = new int[MOST_KEYS];

  private int size;

  /** Of each open object, where its hashes begin. */
  private final int[] starts = new int[MOST_LEVELS + 1];

  /** Of each open object, a bit for each hash, which others may share. */
  private final long[] bits = new long[MOST_LEVELS + 1];

  private int level;
  private int levels;

  /** Forgets everything. */
  void clear() {
    size = 0;
    level = 0;
    levels = 0;
  }

  /** Goes into an object or array, at most 64 in one another. */
  void open() {
    level++;
    levels = Math.max(levels, level);
    starts[level] = size;
    bits[level] = 0;
  }

  /** Goes out of an object or array. */
  void close() {
    size = starts[level];
    level--;
  }

  /** {@return how many objects and arrays were in one another at the most} */
  int levels() {
    return levels;
  }

  /** Takes the next key of the innermost object; false unless it is known to be a new one. */
  boolean add(byte[] json, int from, int to) {
    int hash = Bytes.hash(json, from, to - from);
    long bit = 1L << (hash >>> (Integer.SIZE - 6));
    if (size - starts[level] == MOST_KEYS || ((bits[level] & bit) != 0 && isKnown(hash))) {
      return false;
    }
    bits[level] |= bit;
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    hashes[size++] = hash;
    return true;
  }

  private boolean isKnown(int hash) {
    for (int i = starts[level]; i < size; i++) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }
}
