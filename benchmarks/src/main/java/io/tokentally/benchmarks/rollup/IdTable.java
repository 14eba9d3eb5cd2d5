package io.tokentally.benchmarks.rollup;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds records by their ids, in one open table of their numbers: no object for an id. */
final class IdTable {

  static final int NONE = -1;

  private final String[] ids;
  private final int[] numbers;

  private IdTable(String[] ids) {
    this.ids = ids;
    // Half empty at least; a place holds a number plus one.
    this.numbers = new int[Integer.highestOneBit(Math.max(ids.length, 2)) * 4];
  }

  /** {@return the table of records whose ids are all different} */
  static <T> IdTable of(List<T> records, Function<? super T, String> id) {
    IdTable table = new IdTable(new String[records.size()]);
    for (int i = 0; i < table.ids.length; i++) {
      String each = id.apply(records.get(i));
      table.ids[i] = each;
      int at = table.first(each);
      while (table.numbers[at] != 0) {
        at = table.next(at);
      }
      table.numbers[at] = i + 1;
    }
    return table;
  }

  /** {@return the number of the record with the id, or {@link #NONE}} */
  int find(@Nullable String id) {
    if (id == null) {
      return NONE;
    }
    for (int at = first(id); numbers[at] != 0; at = next(at)) {
      int number = numbers[at] - 1;
      if (ids[number].equals(id)) {
        return number;
      }
    }
    return NONE;
  }

  private int first(String id) {
    int hash = id.hashCode() * 0x9E3779B1;
    return (hash ^ hash >>> 15) & (numbers.length - 1);
  }

  private int next(int at) {
    return (at + 1) & (numbers.length - 1);
  }
}
