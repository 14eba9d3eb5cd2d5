package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import org.jspecify.annotations.Nullable;

/**
 * Which call it is among those of a report: an id alone may stand in several traces.
 *
 * @param projectId the call's project, null if it has none
 * @param traceId the call's trace, null if it has none
 * @param id the call's id
 */
public record CallKey(@Nullable String projectId, @Nullable String traceId, String id) {

  public CallKey {
    requireNonNull(id, "id");
  }

  /** {@return the key of a call} */
  public static CallKey of(TracedCall call) {
    return new CallKey(call.projectId(), call.traceId(), call.id());
  }
}
