package io.tokentally.spark.tally;

import org.jspecify.annotations.Nullable;

/** Which trace it is; what has no trace belongs together in each project. */
record SparkTrace(@Nullable String projectId, @Nullable String traceId) {}
