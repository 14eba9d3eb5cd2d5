package io.tokentally.operations;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes ids that grow in the order they are made: UUIDs of version 7, a counter within a
 * millisecond (docs/semantics.md rule 34). Thread-safe.
 */
final class TimeOrderedIds implements Supplier<String> {

  private static final int COUNTER_BITS = 12;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Milliseconds and, in the lowest bits, the counter: grows by one an id at the least. */
  private long last;

  TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized String get() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    long millis = last >>> COUNTER_BITS;
    long counter = last & (1 << COUNTER_BITS) - 1;
    long high = millis << 16 | 0x7000 | counter;
    long low = random.nextLong() >>> 2 | 1L << 63;
    return new UUID(high, low).toString();
  }
}
