package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Budgets} do about calls whose cost is not known. Immutable and thread-safe. */
public final class UnpricedCalls {

  /**
   * A call of a model without a price is rejected. Where it turns out only afterwards that the cost
   * of a call is not known, or not all of it, further calls of its scope are. The default.
   */
  public static final UnpricedCalls BLOCK = new UnpricedCalls(true, null);

  /** What has no price spends nothing, and the listener is given each such call. */
  public static final UnpricedCalls ALLOW = new UnpricedCalls(false, null);

  final boolean blocks;
  private final @Nullable PriceRow row;

  private UnpricedCalls(boolean blocks, @Nullable PriceRow row) {
    this.blocks = blocks;
    this.row = row;
  }

  /**
   * {@return models without a price cost what this row says} The listener is given each such call.
   * What has no price even so is blocked.
   *
   * @param row its model and project do not matter
   */
  public static UnpricedCalls countAt(PriceRow row) {
    return new UnpricedCalls(true, requireNonNull(row, "row"));
  }

  /** {@return whether a call of a model without a price is rejected before it is made} */
  boolean rejects() {
    return blocks && row == null;
  }

  /** {@return the prices, and behind them that of models without one} */
  PriceTable behind(PriceTable prices) {
    if (row == null) {
      return prices;
    }
    String name = row.llmId();
    PriceTable any =
        PriceTable.of(
                List.of(
                    PriceRow.builder()
                        .from(row)
                        .pricingLevel(PriceRow.DEFAULT_LEVEL)
                        .pricingLevelId(PriceRow.DEFAULT_LEVEL)
                        .build()))
            .matching((model, provider) -> new ModelMatch(name, null, ModelMatch.Rule.ASKED));
    return prices.orElse(any);
  }

  /** {@return in words what is done} */
  @Override
  public String toString() {
    return row != null ? "count at the price of " + row.llmId() : blocks ? "block" : "allow";
  }
}
