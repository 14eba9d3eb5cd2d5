package io.tokentally.benchmarks.rollup;

import io.tokentally.TracedCall;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.SampleUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as a service might have it: its own record, of which a rollup gets what it asks for. */
record LeanCall(SampleCall call) implements TracedCall {

  @Override
  public String id() {
    return call.id();
  }

  @Override
  public @Nullable String parentId() {
    return call.parentId();
  }

  @Override
  public String traceId() {
    return call.traceId();
  }

  @Override
  public @Nullable String projectId() {
    return null;
  }

  @Override
  public Instant startedAt() {
    return call.startedAt();
  }

  @Override
  public Instant endedAt() {
    return call.startedAt();
  }

  @Override
  public Map<String, Map<String, Object>> usage() {
    String model = call.model();
    SampleUsage counts = call.usage();
    return model == null || counts == null ? Map.of() : Map.of(model, counts.toMap());
  }
}
