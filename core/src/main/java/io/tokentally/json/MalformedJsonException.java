package io.tokentally.json;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;

/** Refuses text that is not JSON, and knows where the text stops to be. */
public final class MalformedJsonException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  MalformedJsonException(ValidationError error, int line, int column) {
    super(List.of(error));
    this.line = line;
    this.column = column;
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
