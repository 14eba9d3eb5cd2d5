package io.tokentally.dsl.eval;

/** Says that a dialect cannot evaluate a node; compiling turns it into an error with its path. */
public final class UnsupportedNodeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String problem;

  /**
   * @param problem what was expected, and found
   */
  public UnsupportedNodeException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
