package io.tokentally.spark.tally;

/** Ends a rollup whose trace has more calls than a task may hold. Never leaves this package. */
final class TooManyCallsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long calls;

  TooManyCallsException(long calls) {
    this.calls = calls;
  }

  /** {@return how many calls the trace has} */
  long calls() {
    return calls;
  }
}
