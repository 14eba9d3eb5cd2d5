package io.tokentally.aggregation.usage;

import io.tokentally.json.Loc;

/** A recorded count exceeds 64 bits. */
public final class CountOverflowException extends ArithmeticException {

  private static final long serialVersionUID = 1;

  private final transient Loc place;

  CountOverflowException(Loc place) {
    super(Counts.dotted(place) + " exceeds 64 bits");
    this.place = place;
  }

  /** {@return where the count stands in the entry} */
  public Loc place() {
    return place;
  }
}
