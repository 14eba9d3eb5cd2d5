package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bill: some tokens of one kind in one call.
 *
 * <p>Components may be added in a minor release.
 *
 * @param callId the call whose own usage it is
 * @param model the model, as it was recorded
 * @param kind {@code prompt_tokens} (those that are not cached), {@code completion_tokens}, {@code
 *     cache_read_input_tokens}, {@code cache_creation_input_tokens}, {@link
 *     UnpricedKind#CACHE_CREATION_1H}, or a kind that has no rate
 * @param count how many
 * @param price what prices them; null if nothing does
 */
public record LineItem(
    String callId, String model, String kind, long count, @Nullable Price price) {

  public LineItem {
    requireNonNull(callId, "callId");
    requireNonNull(model, "model");
    requireNonNull(kind, "kind");
  }

  /**
   * What a line is priced by.
   *
   * @param rate currency per token
   * @param unit the currency
   * @param row the price row: its id, date and level
   * @param variant the variant of the row that applied; null for the row's own rates
   */
  public record Price(BigDecimal rate, String unit, PriceRow row, @Nullable PriceVariant variant) {
    public Price {
      requireNonNull(rate, "rate");
      requireNonNull(unit, "unit");
      requireNonNull(row, "row");
    }
  }

  /** {@return count times rate, exact; null without a price} */
  public @Nullable BigDecimal amount() {
    return price == null ? null : Numbers.plain(BigDecimal.valueOf(count).multiply(price.rate));
  }
}
