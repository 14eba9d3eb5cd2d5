package io.tokentally.cli;

import io.tokentally.value.IdNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The short names of calls' operations by call id, in few bytes per call. */
final class OperationNames {

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private final IdNumbers ids = new IdNumbers();

  /** By the number of an id. */
  private int[] named = new int[1 << 4];

  void put(String id, String name) {
    int number = ids.number(id);
    if (number == named.length) {
      named = Arrays.copyOf(named, number + (number >> 1));
    }
    named[number] = nameNumber(name);
  }

  private int nameNumber(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  boolean contains(String id) {
    return ids.find(id) != IdNumbers.NONE;
  }

  /** {@return the name; empty if there is none} */
  String get(String id) {
    int number = ids.find(id);
    return number == IdNumbers.NONE ? "" : names.get(named[number]);
  }
}
