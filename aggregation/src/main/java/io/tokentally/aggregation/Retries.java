package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds calls that failed and were made again, as far as a trace shows it: a later call of the same
 * parent has the same operation and the same inputs, and did not fail. Calls are added one after
 * the other, in any order, and not kept: some hundred bytes are needed for each. Not thread-safe.
 *
 * <pre>{@code
 * List<CallKey> retried = Retries.of(calls).in(report);
 * Map<String, LLMAggregatedUsage> lost = report.shareOfTotals(retried);
 * }</pre>
 */
public final class Retries {

  /** A call that did not fail. */
  private record Success(String id, Instant startedAt) {}

  /** What a call that failed tried to do, and when a later attempt may have begun. */
  private record Failure(UUID attempt, Instant since) {}

  private final Map<UUID, List<Success>> successes = new HashMap<>();
  private final Map<CallKey, Failure> failures = new HashMap<>();

  /** Has no calls yet. */
  public Retries() {}

  /** {@return what these calls show} */
  public static Retries of(Iterable<Call> calls) {
    Retries retries = new Retries();
    calls.forEach(retries::add);
    return retries;
  }

  /**
   * Takes what a call shows: one without a start, without inputs, or without both parent and trace
   * shows nothing, nor does one that is neither failed nor ended.
   */
  public void add(Call call) {
    requireNonNull(call, "call");
    Instant start = call.startedAt();
    UUID attempt = start == null ? null : Attempt.of(call);
    if (start == null || attempt == null) {
      return;
    }
    Instant end = call.endedAt();
    if (call.failed()) {
      Instant since = end == null || end.isBefore(start) ? start : end;
      failures.merge(
          CallKey.of(call),
          new Failure(attempt, since),
          (known, other) -> known.since.isBefore(other.since) ? other : known);
    } else if (end != null) {
      successes
          .computeIfAbsent(attempt, none -> new ArrayList<>(1))
          .add(new Success(call.id(), start));
    }
  }

  /**
   * {@return those of a report's {@link UsageReport#failedCalls} that were made again with success,
   * in the same order}
   *
   * @param report of the calls that were added
   */
  public List<CallKey> in(UsageReport report) {
    return report.failedCalls().stream().filter(this::isRetried).toList();
  }

  private boolean isRetried(CallKey call) {
    Failure failure = failures.get(call);
    return failure != null
        && successes.getOrDefault(failure.attempt, List.of()).stream()
            .anyMatch(
                success ->
                    !success.id.equals(call.id()) && !success.startedAt.isBefore(failure.since));
  }
}
