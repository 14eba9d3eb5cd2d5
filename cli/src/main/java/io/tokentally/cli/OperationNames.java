package io.tokentally.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The short names of calls' operations by call id, in few bytes per call: of an id only a digest is
 * kept, so long that no two ids will ever have the same by chance.
 */
final class OperationNames {

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  // An open table; a free place has no name.
  private long[] digests = new long[2 << 10];
  private int[] named = new int[1 << 10];
  private int size;

  void put(String id, String name) {
    if (size > named.length / 4 * 3) {
      grow();
    }
    UUID digest = digest(id);
    int place = place(digest.getMostSignificantBits(), digest.getLeastSignificantBits());
    size += named[place] == 0 ? 1 : 0;
    put(place, digest.getMostSignificantBits(), digest.getLeastSignificantBits(), number(name));
  }

  private int number(String name) {
    return numbers.computeIfAbsent(
        name,
        added -> {
          names.add(added);
          return names.size();
        });
  }

  boolean contains(String id) {
    return find(id) != 0;
  }

  /** {@return the name; empty if there is none} */
  String get(String id) {
    int number = find(id);
    return number == 0 ? "" : names.get(number - 1);
  }

  private int find(String id) {
    UUID digest = digest(id);
    return named[place(digest.getMostSignificantBits(), digest.getLeastSignificantBits())];
  }

  private static UUID digest(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
  }

  private int place(long high, long low) {
    // The lower half has bits that are the same in all digests.
    int place = (int) (high >>> Integer.SIZE) & (named.length - 1);
    while (named[place] != 0 && (digests[2 * place] != high || digests[2 * place + 1] != low)) {
      place = (place + 1) & (named.length - 1);
    }
    return place;
  }

  private void put(int place, long high, long low, int number) {
    digests[2 * place] = high;
    digests[2 * place + 1] = low;
    named[place] = number;
  }

  private void grow() {
    long[] digestsBefore = digests;
    int[] namedBefore = named;
    digests = new long[2 * digests.length];
    named = new int[2 * named.length];
    for (int i = 0; i < namedBefore.length; i++) {
      if (namedBefore[i] != 0) {
        long high = digestsBefore[2 * i];
        long low = digestsBefore[2 * i + 1];
        put(place(high, low), high, low, namedBefore[i]);
      }
    }
  }
}
