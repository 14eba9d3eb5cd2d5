package io.tokentally.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long calls took, each with all calls below it.
 *
 * @param calls how many of them say so
 * @param total all of it together
 * @param longest the longest of them
 */
public record CallTimes(long calls, Duration total, Duration longest) {

  /** No calls. */
  public static final CallTimes NONE = new CallTimes(0, Duration.ZERO, Duration.ZERO);

  /** {@return how long a call took; no call if it does not say so} */
  public static CallTimes of(@Nullable Instant started, @Nullable Instant ended) {
    if (started == null || ended == null || ended.isBefore(started)) {
      return NONE;
    }
    Duration took = Duration.between(started, ended);
    return new CallTimes(1, took, took);
  }

  public CallTimes plus(CallTimes other) {
    return new CallTimes(
        calls + other.calls,
        total.plus(other.total),
        longest.compareTo(other.longest) < 0 ? other.longest : longest);
  }

  /** {@return how long a call took on average} */
  public Duration mean() {
    return calls == 0 ? Duration.ZERO : total.dividedBy(calls);
  }
}
