package io.tokentally;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rollup needs to know of a traced call. {@link Call} has it; a service may implement it on
 * its own records instead of converting them. The methods must answer the same each time, on any
 * thread.
 */
public interface TracedCall {

  /**
   * {@return the id, unique in its trace} Of several records of one trace with one id, one counts
   * and all are reported. Where an id stands in several traces, records with the same dates and
   * usage are one call that was logged again; others are calls of their own.
   */
  String id();

  /** {@return the id of the call that made this one; null or empty for a root} */
  @Nullable String parentId();

  /** {@return the id of the trace, null if it is not known} */
  @Nullable String traceId();

  /** {@return the project, whose own prices come before the default ones; null if not known} */
  @Nullable String projectId();

  /** {@return when the call began: the time at which it is priced; null if not known} */
  @Nullable Instant startedAt();

  /** {@return when the call ended; null while it has not} */
  @Nullable Instant endedAt();

  /**
   * {@return the usage as it was recorded: a map from model to a map of counts, as in {@code
   * summary.usage}, or to a {@code RecordedUsage}; null if there is none} Anything else in its
   * place is reported, never an error.
   */
  @Nullable Object usage();

  /**
   * {@return what kind of operation the call was, as its tracer says it: {@code chat}, {@code
   * invoke_agent}, {@code ai.generateText}, {@code openinference.span.kind=AGENT}; null if it is
   * not known} Where it only runs other calls, usage that it repeats does not count under {@code
   * UsageScope.AUTO}.
   */
  default @Nullable String operation() {
    return null;
  }

  /**
   * {@return the response of a model that the call got, as JSON values; null if it is not known}
   * What stands beside its usage says how it was served: {@code service_tier}, {@code tool_usage},
   * items such as {@code web_search_call}, {@code usage_breakdown}. Formats of usage may read these
   * members of it, and are asked only where there is usage.
   */
  default @Nullable Object response() {
    return null;
  }

  /**
   * {@return whether the call ended in an error; false if that is not known} Its usage counts all
   * the same, because it was charged; {@code UsageReport.failedCalls} says which calls they are.
   */
  default boolean failed() {
    return false;
  }
}
