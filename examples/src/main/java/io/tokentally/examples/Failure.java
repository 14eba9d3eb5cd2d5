package io.tokentally.examples;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.examples.text.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Ends the program with an exit code and one line for people. */
final class Failure extends RuntimeException {

  /** The answer is no, or the data was refused. */
  static final int REFUSED = 1;

  /** The program was called wrongly, or could not read or write. */
  static final int FAILED = 2;

  private static final long serialVersionUID = 1;
  private static final int FAULTS_SHOWN = 3;

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

  /** {@return the first faults of a refusal, in one line} */
  static String firstFaults(ValidationException refusal) {
    List<ValidationError> faults = refusal.errors();
    String shown =
        faults.stream()
            .limit(FAULTS_SHOWN)
            .map(ValidationError::toString)
            .collect(Collectors.joining("; "));
    int more = faults.size() - FAULTS_SHOWN;
    return more > 0 ? shown + "; and " + Words.count(more, "more fault") : shown;
  }
}
