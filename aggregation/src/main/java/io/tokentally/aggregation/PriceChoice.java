package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

/**
 * The price that a call takes for a model.
 *
 * @param row the row
 * @param fromFuture whether the row took effect only after the call began
 */
public record PriceChoice(PriceRow row, boolean fromFuture) {
  public PriceChoice {
    requireNonNull(row, "row");
  }
}
