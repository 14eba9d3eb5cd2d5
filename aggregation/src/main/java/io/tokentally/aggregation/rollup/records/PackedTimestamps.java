package io.tokentally.aggregation.rollup.records;

import io.tokentally.value.Room;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timestamps as nanoseconds since 1970; those outside a long, before 1678 or after 2261, apart. */
final class PackedTimestamps {

  private static final long NONE = Timestamps.NO_NANOS;
  private static final long APART = Long.MIN_VALUE + 1;
  private static final long BILLION = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / BILLION - 1;

  private final Map<Integer, Instant> apart = new HashMap<>();
  private long[] nanos = new long[1 << 4];
  private int size;

  void add(@Nullable Instant moment) {
    if (moment == null) {
      add(NONE);
    } else if (Math.abs(moment.getEpochSecond()) <= MOST_SECONDS) {
      add(moment.getEpochSecond() * BILLION + moment.getNano());
    } else {
      apart.put(size, moment);
      add(APART);
    }
  }

  /** Adds the nanoseconds since 1970, or {@link Timestamps#NO_NANOS}. */
  void add(long moment) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size + (size >> 1));
    }
    nanos[size++] = moment;
  }

  @Nullable Instant get(int row) {
    long packed = nanos[row];
    if (packed == NONE) {
      return null;
    }
    return packed == APART ? apart.get(row) : Timestamps.ofEpochNanos(packed);
  }

  /** Frees room that is not used. */
  void trim() {
    nanos = Room.trimmed(nanos, size);
  }
}
