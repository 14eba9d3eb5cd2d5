package io.tokentally;

/** Rejects one record of a file of calls, and says where it is. */
public final class BadCallException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * Rejects a record.
   *
   * @param cause what is wrong with it
   * @param line the line it begins in, from 1
   * @param column the column of the same place, from 1
   */
  public BadCallException(ValidationException cause, int line, int column) {
    super(cause.errors());
    this.line = line;
    this.column = column;
  }

  /** {@return the line, from 1: where the text stops being JSON, else where the record begins} */
  public int line() {
    return line;
  }

  /** {@return the column, from 1, of the same place} */
  public int column() {
    return column;
  }

  /** {@return line, column and every error, in one line} */
  @Override
  public String getMessage() {
    return "line " + line + ", column " + column + ": " + super.getMessage();
  }
}
