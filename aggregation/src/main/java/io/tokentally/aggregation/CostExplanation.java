package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cost is made of.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model
 * @param items the lines, by the start of their call, then its id, then kind; none counts nothing
 * @param cost the cost that is explained, as in the usage; null where some of it has no price, or
 *     there is none
 */
public record CostExplanation(String model, List<LineItem> items, @Nullable BigDecimal cost) {

  public CostExplanation {
    requireNonNull(model, "model");
    items = List.copyOf(items);
  }

  /** {@return the lines summed by kind and price, in the order of a table of usage} */
  public List<BillLine> lines() {
    return BillLine.of(items);
  }

  /** {@return the sum of the lines that have a price} It is {@link #cost} where that is known. */
  public BigDecimal pricedCost() {
    BigDecimal sum = BigDecimal.ZERO;
    for (LineItem item : items) {
      BigDecimal amount = item.amount();
      sum = amount == null ? sum : sum.add(amount);
    }
    return Numbers.plain(sum);
  }
}
