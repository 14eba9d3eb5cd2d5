package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the usage of one model differs between two reports.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model
 * @param before its usage in the one report; null if there is none
 * @param after its usage in the other; null if there is none
 * @param unitBefore the unit of its costs in the one report; null if it has none there
 * @param unitAfter the unit of its costs in the other; null if it has none there
 */
public record ModelChange(
    String model,
    @Nullable LLMAggregatedUsage before,
    @Nullable LLMAggregatedUsage after,
    @Nullable String unitBefore,
    @Nullable String unitAfter) {

  public ModelChange {
    requireNonNull(model, "model");
  }

  /**
   * {@return the total cost after less that before, no usage costing 0; null if either is unknown,
   * or they are in different units}
   */
  public @Nullable BigDecimal costChange() {
    BigDecimal from = cost(before);
    BigDecimal to = cost(after);
    return from == null || to == null || hasOtherUnit() ? null : Numbers.plain(to.subtract(from));
  }

  /** {@return whether anything differs: a count, a cost, or the unit of costs that are known} */
  boolean isAny() {
    boolean bothKnown = cost(before) != null && cost(after) != null;
    return !Objects.equals(before, after) || (bothKnown && hasOtherUnit());
  }

  private boolean hasOtherUnit() {
    return before != null
        && after != null
        && unitBefore != null
        && unitAfter != null
        && !unitBefore.equals(unitAfter);
  }

  private static @Nullable BigDecimal cost(@Nullable LLMAggregatedUsage usage) {
    return usage == null ? BigDecimal.ZERO : usage.totalCost();
  }
}
