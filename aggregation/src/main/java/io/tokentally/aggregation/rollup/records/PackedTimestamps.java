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

  private final Map<Integer, Instant> apart = new HashMap<>();
  private long[] nanos = new long[1 << 4];
  private int size;

  void add(@Nullable Instant moment) {
    long packed = moment == null ? NONE : Timestamps.nanos(moment);
    if (moment != null && packed == Timestamps.NO_NANOS) {
      apart.put(size, moment);
      packed = APART;
    }
    add(packed);
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
