package io.tokentally.operations;

import io.tokentally.aggregation.Given;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Operations with a clock that stands still and ids that can be foretold. */
final class Fixed {

  static final Instant NOW = Instant.parse("2025-02-03T04:05:06.789Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Fixed() {}

  /** {@return operations over no calls that name new rows {@code id-1}, {@code id-2}, …} */
  static Operations.Builder over(PriceStore prices) {
    return Operations.over(CallSource.of(List.of()), prices).clock(CLOCK).ids(ids());
  }

  /** {@return operations over calls and prices, as {@link Given} reads them} */
  static Operations over(String calls, String prices) {
    PriceStore store = PriceStore.inMemory();
    store.add(Given.rows(prices));
    return Operations.over(CallSource.of(Given.calls(calls)), store).clock(CLOCK).build();
  }

  private static Supplier<String> ids() {
    AtomicInteger last = new AtomicInteger();
    return () -> "id-" + last.incrementAndGet();
  }
}
