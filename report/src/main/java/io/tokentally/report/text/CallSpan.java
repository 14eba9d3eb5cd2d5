package io.tokentally.report.text;

import io.tokentally.value.IdNumbers;
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

  private void note(@Nullable Instant moment) {
    if (moment != null) {
      first = first == null || moment.isBefore(first) ? moment : first;
      last = last == null || moment.isAfter(last) ? moment : last;
    }
  }

  /** {@return all of it in a few words} */
  public String text() {
    String inTraces = traces.size() == 0 ? "" : ", " + Words.count(traces.size(), "trace");
    return Words.count(calls, "call") + inTraces + time();
  }

  private String time() {
    if (first == null || last == null) {
      return ", none with a date";
    }
    return ", " + MINUTE.format(first) + " to " + MINUTE.format(last) + " UTC";
  }
}
