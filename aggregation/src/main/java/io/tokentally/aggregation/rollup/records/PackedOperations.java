package io.tokentally.aggregation.rollup.records;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The operations of many calls: each name is kept once, and most calls share a few. */
final class PackedOperations {

  private final PackedStringDictionary names = new PackedStringDictionary();
  private int[] numbers = new int[1 << 4];
  private int size;
  private @Nullable String last;
  private int lastNumber;

  void add(@Nullable String operation) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size + (size >> 1));
    }
    if (operation != null && !operation.equals(last)) {
      last = operation;
      lastNumber = names.number(operation);
    }
    numbers[size++] = operation == null ? StringDictionary.NONE : lastNumber;
  }

  @Nullable String get(int row) {
    return numbers[row] == StringDictionary.NONE ? null : names.text(numbers[row]);
  }

  /** Lets go of room that is not used. */
  void trim() {
    numbers = Arrays.copyOf(numbers, size);
    names.trim();
    last = null;
  }
}
