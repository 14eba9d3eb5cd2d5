package io.tokentally.dsl;

/**
 * Ends the reading or walking of a query above the limits; becomes the one error at {@code $expr}.
 */
final class TooBig extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String problem;

  TooBig(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
