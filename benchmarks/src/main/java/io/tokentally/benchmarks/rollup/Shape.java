package io.tokentally.benchmarks.rollup;

import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;

/** Which calls are rolled up. */
public enum Shape {
  TRACES_10K(10_000),
  TRACES_100K(100_000),
  TRACES_1M(1_000_000),
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
  List<SampleCall> calls() {
    return switch (this) {
      case TRACES_10K, TRACES_100K, TRACES_1M -> Traces.withoutText(size);
      case CHAIN_100K -> Traces.chain(size);
      case WIDE_100K -> Traces.wide(size);
    };
  }
}
