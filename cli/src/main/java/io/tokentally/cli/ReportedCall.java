package io.tokentally.cli;

import io.tokentally.TracedCall;
import io.tokentally.report.PictureCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report needs of a call. Inputs and output are dropped, so that a big file needs little
 * memory.
 *
 * @param response what counts of the response
 * @param picked whether the call is one of those that were asked about
 */
record ReportedCall(
    String id,
    @Nullable String parentId,
    @Nullable String traceId,
    @Nullable String projectId,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Object usage,
    @Nullable String operation,
    @Nullable Object response,
    boolean failed,
    boolean picked)
    implements TracedCall {

  /** {@return what a picture needs of it} */
  PictureCall toPictureCall(String name) {
    return new PictureCall(id, traceId, projectId, startedAt, endedAt, name, picked);
  }
}
