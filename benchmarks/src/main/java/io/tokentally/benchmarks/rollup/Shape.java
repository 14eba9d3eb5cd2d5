package io.tokentally.benchmarks.rollup;

import io.tokentally.TracedCall;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;

/** Which calls are rolled up. */
public enum Shape {
  TRACES_10K(10_000, "10,000 calls in traces"),
  TRACES_100K(100_000, "100,000 calls in traces"),
  TRACES_1M(1_000_000, "a million calls in traces"),
  /** In memory as {@link LeanCall}s: as many calls with everything would need a large machine. */
  TRACES_10M(10_000_000, "ten million calls in traces"),
  CHAIN_100K(100_000, "a chain of 100,000 calls"),
  WIDE_100K(100_000, "a call with 100,000 below it");

  private final int size;
  private final String title;

  Shape(int size, String title) {
    this.size = size;
    this.title = title;
  }

  /** {@return how many calls} */
  public int size() {
    return size;
  }

  /** {@return what they are, in a few words} */
  public String title() {
    return title;
  }

  /** {@return the calls as somebody has them who writes all by hand} */
  List<SampleCall> records() {
    return switch (this) {
      case TRACES_10K, TRACES_100K, TRACES_1M, TRACES_10M -> Traces.withoutText(size);
      case CHAIN_100K -> Traces.chain(size);
      case WIDE_100K -> Traces.wide(size);
    };
  }

  /** {@return the same as the library takes them} */
  List<? extends TracedCall> calls(List<SampleCall> records) {
    return this == TRACES_10M
        ? records.stream().map(LeanCall::new).toList()
        : records.stream().map(SampleCall::toUsageOnly).toList();
  }
}
