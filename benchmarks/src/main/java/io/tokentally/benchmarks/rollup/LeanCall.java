package io.tokentally.benchmarks.rollup;

import io.tokentally.TracedCall;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.SampleUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as a service might keep it: what a rollup asks for, made when it asks. */
record LeanCall(
    String id,
    @Nullable String parentId,
    String traceId,
    Instant startedAt,
    @Nullable String model,
    @Nullable SampleUsage counts)
    implements TracedCall {

  static LeanCall of(SampleCall call) {
    return new LeanCall(
        call.id(), call.parentId(), call.traceId(), call.startedAt(), call.model(), call.usage());
  }

  @Override
  public @Nullable String projectId() {
    return null;
  }

  @Override
  public Instant endedAt() {
    return startedAt;
  }

  @Override
  public Map<String, Map<String, Object>> usage() {
    return model == null || counts == null ? Map.of() : Map.of(model, counts.toMap());
  }
}
