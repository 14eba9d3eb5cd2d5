package io.tokentally.benchmarks.rollup;

import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;
import java.util.function.IntFunction;

/** Which calls are rolled up. */
public enum Shape {
  TRACES_10K(10_000, Traces::withoutText),
  TRACES_100K(100_000, Traces::withoutText),
  TRACES_1M(1_000_000, Traces::withoutText),
  CHAIN_100K(100_000, Traces::chain),
  WIDE_100K(100_000, Traces::wide);

  private final int size;
  private final IntFunction<List<SampleCall>> maker;

  Shape(int size, IntFunction<List<SampleCall>> maker) {
    this.size = size;
    this.maker = maker;
  }

  /** {@return how many calls} */
  public int size() {
    return size;
  }

  /** {@return the calls} */
  List<SampleCall> calls() {
    return maker.apply(size);
  }
}
