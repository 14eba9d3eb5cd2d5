package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;

/**
 * Where a {@link CallRecorder} hands its calls: a rollup, {@linkplain CallFiles files}, or whatever
 * else users write. A recorder gives a sink one call at a time, each after the one before, from one
 * thread or another. What a sink throws is counted ({@link RecorderStatus#errors}) and goes no
 * further; the other sinks get the call all the same.
 */
@FunctionalInterface
public interface CallSink {

  /**
   * Takes a call that has ended.
   *
   * @throws Exception if it cannot; the recorder does not give it the call again
   */
  void accept(Call call) throws Exception;

  /**
   * Is given a call as it begins, on the thread that begins it, so that it has to be quick; some
   * may end before this returns. Does nothing by default.
   */
  default void begins(OpenCall call) {}

  /**
   * Says that a call waits to be handed over; on the thread that ended it, so that it has to be
   * quick. Does nothing by default.
   */
  default void expect() {}

  /**
   * Lets go of what was held back, such as what was not written yet. Does nothing by default.
   *
   * @throws Exception if it cannot
   */
  default void flush() throws Exception {}

  /**
   * Ends; no call comes after it. Does nothing by default.
   *
   * @throws Exception if it cannot
   */
  default void close() throws Exception {}

  /** {@return a sink that keeps a rollup up to date} */
  static CallSink live(LiveRollup rollup) {
    requireNonNull(rollup, "rollup");
    return new CallSink() {
      @Override
      public void accept(Call call) {
        rollup.finished(call);
      }

      @Override
      public String toString() {
        return "live rollup";
      }
    };
  }
}
