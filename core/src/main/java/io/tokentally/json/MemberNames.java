package io.tokentally.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Names of members, found by their bytes in UTF-8. Most have at most sixteen, which two numbers
 * hold. Immutable and thread-safe.
 */
final class MemberNames {

  /** None of the names. */
  static final int NONE = -1;

  private static final int IN_NUMBERS = 2 * Long.BYTES;

  private final byte[][] names;

  // The first eight bytes of each, and the last eight.
  private final long[] heads;
  private final long[] tails;

  /** The indexes of names by the hash of each; {@link #NONE} in a free place. */
  private final int[] places;

  MemberNames(List<String> names) {
    this.names =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.heads = new long[names.size()];
    this.tails = new long[names.size()];
    this.places = new int[8 * Integer.highestOneBit(names.size() + 1)];
    Arrays.fill(places, NONE);
    for (int i = 0; i < this.names.length; i++) {
      byte[] name = this.names[i];
      heads[i] = Bytes.firstEight(name, 0, name.length);
      tails[i] = Bytes.lastEight(name, 0, name.length);
      int place = place(heads[i], tails[i], name.length);
      while (places[place] != NONE) {
        place = next(place);
      }
      places[place] = i;
    }
  }

  /** {@return which of the names stands there} */
  int find(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = Bytes.firstEight(bytes, from, length);
    long tail = Bytes.lastEight(bytes, from, length);
    int place = place(head, tail, length);
    while (places[place] != NONE) {
      int known = places[place];
      if (heads[known] == head
          && tails[known] == tail
          && isName(names[known], bytes, from, length)) {
        return known;
      }
      place = next(place);
    }
    return NONE;
  }

  /** {@return whether a name stands there whose ends do} */
  private static boolean isName(byte[] name, byte[] bytes, int from, int length) {
    return name.length == length
        && (length <= IN_NUMBERS || Bytes.areEqual(name, bytes, from, length));
  }

  private int place(long head, long tail, int length) {
    return Bytes.mixed(head + 31 * tail + length) & (places.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (places.length - 1);
  }
}
