package io.tokentally.aggregation.usage;

/** A recorded count is beyond 64 bits. */
public final class CountOverflowException extends ArithmeticException {

  private static final long serialVersionUID = 1;

  private final String field;

  CountOverflowException(String field) {
    super(field + " is beyond 64 bits");
    this.field = field;
  }

  /** {@return where the count stands in the entry, names and list positions joined by dots} */
  public String field() {
    return field;
  }
}
