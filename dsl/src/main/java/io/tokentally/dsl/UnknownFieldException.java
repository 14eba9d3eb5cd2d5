package io.tokentally.dsl;

/** Says that records have no such field; compiling a query turns it into an error with its path. */
public final class UnknownFieldException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message what was expected instead
   */
  public UnknownFieldException(String message) {
    super(message);
  }
}
