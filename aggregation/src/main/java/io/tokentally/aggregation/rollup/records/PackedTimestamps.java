package io.tokentally.aggregation.rollup.records;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timestamps as nanoseconds since 1970; those outside a long, before 1678 or after 2261, apart. */
final class PackedTimestamps {

  private static final long NONE = Long.MIN_VALUE;
  private static final long APART = Long.MIN_VALUE + 1;
  private static final long BILLION = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / BILLION - 1;

  private final Map<Integer, Instant> apart = new HashMap<>();
  private long[] nanos = new long[1 << 4];
  private int size;

  void add(@Nullable Instant moment) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size + (size >> 1));
    }
    if (moment == null) {
      nanos[size] = NONE;
    } else if (Math.abs(moment.getEpochSecond()) <= MOST_SECONDS) {
      nanos[size] = moment.getEpochSecond() * BILLION + moment.getNano();
    } else {
      nanos[size] = APART;
      apart.put(size, moment);
    }
    size++;
  }

  @Nullable Instant get(int row) {
    long packed = nanos[row];
    if (packed == NONE) {
      return null;
    }
    return packed == APART
        ? apart.get(row)
        : Instant.ofEpochSecond(Math.floorDiv(packed, BILLION), Math.floorMod(packed, BILLION));
  }

  /** Frees room that is not used. */
  void trim() {
    nanos = Arrays.copyOf(nanos, size);
  }
}
