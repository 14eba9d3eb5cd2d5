package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * A rate that nobody charges, most often a price of a million tokens where that of one should
 * stand: docs/semantics.md rule 65. It was used all the same.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the recorded name of the model that was priced by it
 * @param row the price row
 * @param rate the name of the rate, such as {@code prompt_token_cost}
 * @param amount the rate, or the greatest of that name among the row's variants, in USD per token
 */
public record ImpossibleRate(String model, PriceRow row, String rate, BigDecimal amount) {
  public ImpossibleRate {
    requireNonNull(model, "model");
    requireNonNull(row, "row");
    requireNonNull(rate, "rate");
    requireNonNull(amount, "amount");
  }
}
