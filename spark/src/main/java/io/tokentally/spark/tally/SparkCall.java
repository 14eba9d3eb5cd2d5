package io.tokentally.spark.tally;

import io.tokentally.TracedCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as a rollup needs it.
 *
 * @param picked whether it was asked about
 */
record SparkCall(
    String id,
    @Nullable String parentId,
    @Nullable String traceId,
    @Nullable String projectId,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Object usage,
    @Nullable Object response,
    @Nullable String operation,
    boolean picked)
    implements TracedCall {}
