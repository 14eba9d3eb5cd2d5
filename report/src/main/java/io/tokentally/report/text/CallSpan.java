package io.tokentally.report.text;

import io.tokentally.value.IdNumbers;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many calls of how many traces there are, and of what time. Not thread-safe. */
public final class CallSpan {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final IdNumbers traces = new IdNumbers();
  private long calls;

  /** Traces that are numbered elsewhere. */
  private int numberedTraces;

  // Of rows, in nanoseconds since 1970.
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  private @Nullable Instant first;
  private @Nullable Instant last;

  /** Adds a call. */
  public void add(
      @Nullable String traceId, @Nullable Instant startedAt, @Nullable Instant endedAt) {
    calls++;
    if (traceId != null) {
      traces.number(traceId);
    }
    note(startedAt);
    note(endedAt);
  }

  /** Adds a call whose trace has a number, as {@link #add(long, long, int)}. */
  public void add(@Nullable Instant startedAt, @Nullable Instant endedAt, int trace) {
    calls++;
    numberedTraces = Math.max(numberedTraces, trace + 1);
    note(startedAt);
    note(endedAt);
  }

  /**
   * Adds the call of a row.
   *
   * @param trace the number of its trace, negative if it has none; traces are numbered from 0
   */
  public void add(long startedAt, long endedAt, int trace) {
    calls++;
    numberedTraces = Math.max(numberedTraces, trace + 1);
    note(startedAt);
    note(endedAt);
  }

  private void note(long nanos) {
    if (nanos != Timestamps.NO_NANOS) {
      firstNanos = Math.min(firstNanos, nanos);
      lastNanos = Math.max(lastNanos, nanos);
    }
  }

  private void note(@Nullable Instant moment) {
    if (moment != null) {
      first = first == null || moment.isBefore(first) ? moment : first;
      last = last == null || moment.isAfter(last) ? moment : last;
    }
  }

  /** {@return all of it in a few words} */
  public String text() {
    if (firstNanos <= lastNanos) {
      note(Timestamps.ofEpochNanos(firstNanos));
      note(Timestamps.ofEpochNanos(lastNanos));
    }
    int all = Math.max(traces.size(), numberedTraces);
    String inTraces = all == 0 ? "" : ", " + Words.count(all, "trace");
    return Words.count(calls, "call") + inTraces + time();
  }

  private String time() {
    if (first == null || last == null) {
      return ", none with a date";
    }
    return ", " + MINUTE.format(first) + " to " + MINUTE.format(last) + " UTC";
  }
}
