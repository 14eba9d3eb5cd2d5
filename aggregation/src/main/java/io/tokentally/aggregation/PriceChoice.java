package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The price that a call takes for a model.
 *
 * <p>Components may be added in a minor release.
 *
 * @param row the row
 * @param fromFuture whether the row took effect only after the call began
 * @param match how the model's name led to the row; null where the table has no {@link
 *     ModelMatcher}, so that the names are equal
 */
public record PriceChoice(PriceRow row, boolean fromFuture, @Nullable ModelMatch match) {
  public PriceChoice {
    requireNonNull(row, "row");
  }
}
