package io.tokentally.json;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;

/** Rejects text that is not JSON, and knows where the text stops to be. */
public final class MalformedJsonException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final String problem;
  private final int line;
  private final int column;

  MalformedJsonException(Loc at, String problem, String where, int line, int column) {
    super(List.of(new ValidationError(at.steps(), problem + where, ValidationError.Type.JSON)));
    this.problem = problem;
    this.line = line;
    this.column = column;
  }

  /** {@return the same exception without words on where the text stops to be JSON} */
  public ValidationException withoutPlace() {
    return new ValidationException(
        List.of(new ValidationError(errors().get(0).loc(), problem, ValidationError.Type.JSON)));
  }

  /** {@return the line, from 1; 0 if it is not known} */
  public int line() {
    return line;
  }

  /** {@return the column, from 1; 0 if it is not known} */
  public int column() {
    return column;
  }
}
