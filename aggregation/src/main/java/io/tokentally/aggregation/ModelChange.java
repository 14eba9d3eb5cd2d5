package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the usage of one model differs between two reports.
 *
 * @param model the model
 * @param before its usage in the one report; null if there is none
 * @param after its usage in the other; null if there is none
 */
public record ModelChange(
    String model, @Nullable LLMAggregatedUsage before, @Nullable LLMAggregatedUsage after) {

  public ModelChange {
    requireNonNull(model, "model");
  }

  /**
   * {@return the total cost after less that before, no usage costing 0; null if either is unknown}
   */
  public @Nullable BigDecimal costChange() {
    BigDecimal from = cost(before);
    BigDecimal to = cost(after);
    return from == null || to == null ? null : Numbers.plain(to.subtract(from));
  }

  private static @Nullable BigDecimal cost(@Nullable LLMAggregatedUsage usage) {
    return usage == null ? BigDecimal.ZERO : usage.totalCost();
  }
}
