package io.tokentally.benchmarks.rollup;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;

/** Which calls are rolled up. */
public enum Shape {
  TRACES_10K(10_000),
  TRACES_100K(100_000),
  TRACES_1M(1_000_000),
  /** In memory as {@link LeanCall}s: as many calls with everything would need a large machine. */
  TRACES_10M(10_000_000),
  CHAIN_100K(100_000),
  WIDE_100K(100_000);

  private final int size;

  Shape(int size) {
    this.size = size;
  }

  /** {@return how many calls} */
  public int size() {
    return size;
  }

  /** {@return the calls} */
  List<? extends TracedCall> calls() {
    return switch (this) {
      case TRACES_10K, TRACES_100K, TRACES_1M -> whole(Traces.withoutText(size));
      case TRACES_10M -> Traces.withoutText(size, LeanCall::of);
      case CHAIN_100K -> whole(Traces.chain(size));
      case WIDE_100K -> whole(Traces.wide(size));
    };
  }

  private static List<Call> whole(List<SampleCall> calls) {
    return calls.stream().map(SampleCall::toUsageOnly).toList();
  }
}
