package io.tokentally.aggregation.rollup.records;

import io.tokentally.json.CallRow;
import io.tokentally.json.OpName;
import io.tokentally.value.PackedStringDictionary;
import io.tokentally.value.Room;
import io.tokentally.value.StringDictionary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of many calls: each name is kept once, and most calls share a few. */
final class PackedOperations {

  private final PackedStringDictionary names = new PackedStringDictionary();
  private int[] numbers = new int[1 << 4];

  /** The numbers of what the names of operations mean, as rows have them. */
  private final Map<String, Integer> opNames = new HashMap<>();

  private int size;
  private @Nullable String last;
  private int lastNumber;

  void add(@Nullable String operation) {
    if (operation != null && !operation.equals(last)) {
      last = operation;
      lastNumber = names.number(operation);
    }
    add(operation == null ? StringDictionary.NONE : lastNumber);
  }

  /** Adds the operation of a row: the one that its attributes name, or its own name. */
  void add(CallRow row) {
    String opName = row.opName();
    if (row.operation() != null || opName == null) {
      add(row.operation());
      return;
    }
    Integer known = opNames.get(opName);
    if (known == null) {
      known = names.number(OpName.shortName(opName));
      opNames.put(opName, known);
    }
    add(known.intValue());
  }

  private void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size + (size >> 1));
    }
    numbers[size++] = number;
  }

  @Nullable String get(int row) {
    return numbers[row] == StringDictionary.NONE ? null : names.text(numbers[row]);
  }

  /** Lets go of room that is not used. */
  void trim() {
    numbers = Room.trimmed(numbers, size);
    names.trim();
    opNames.clear();
    last = null;
  }
}
