package io.tokentally.cli;

/** Ends the program with an exit code and one line for people. */
final class Failure extends RuntimeException {

  /** The answer is no, or the data was rejected. */
  static final int REFUSED = 1;

  /** The program was called wrongly, or could not read or write. */
  static final int FAILED = 2;

  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String line;

  private Failure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
    this.line = line;
  }

  static Failure refused(String line) {
    return new Failure(REFUSED, line);
  }

  static Failure failed(String line) {
    return new Failure(FAILED, line);
  }

  int exitCode() {
    return exitCode;
  }

  /** {@return what went wrong} */
  String line() {
    return line;
  }
}
