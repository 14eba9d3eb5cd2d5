package io.tokentally.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names of members, found by their bytes in UTF-8. Immutable and thread-safe. */
final class MemberNames {

  /** None of the names. */
  static final int NONE = -1;

  private final byte[][] names;

  /** The indexes of names by the hash of each; {@link #NONE} in a free place. */
  private final int[] places;

  MemberNames(List<String> names) {
    this.names =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.places = new int[8 * Integer.highestOneBit(names.size() + 1)];
    Arrays.fill(places, NONE);
    for (int i = 0; i < this.names.length; i++) {
      int place = place(this.names[i], 0, this.names[i].length);
      while (places[place] != NONE) {
        place = next(place);
      }
      places[place] = i;
    }
  }

  /** {@return which of the names stands there} */
  int find(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to);
    while (places[place] != NONE) {
      if (isName(names[places[place]], bytes, from, to)) {
        return places[place];
      }
      place = next(place);
    }
    return NONE;
  }

  private static boolean isName(byte[] name, byte[] bytes, int from, int to) {
    if (name.length != to - from) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (name[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int place(byte[] bytes, int from, int to) {
    int ends = to == from ? 0 : 31 * bytes[from] + bytes[to - 1];
    return (7 * ends + to - from) & (places.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (places.length - 1);
  }
}
