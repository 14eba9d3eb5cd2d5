package io.tokentally.report.text;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;
import java.util.stream.Collectors;

/** Rejections in one line. */
public final class Errors {

  private static final int SHOWN = 3;

  private Errors() {}

  /** {@return the first errors of a rejection, in one line} */
  public static String first(ValidationException rejection) {
    List<ValidationError> errors = rejection.errors();
    String shown =
        errors.stream()
            .limit(SHOWN)
            .map(ValidationError::toString)
            .collect(Collectors.joining("; "));
    int more = errors.size() - SHOWN;
    return more > 0 ? shown + "; and " + Words.count(more, "more error") : shown;
  }
}
