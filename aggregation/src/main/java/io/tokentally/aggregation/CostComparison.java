package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one model cost by what calls recorded and by our prices, over the same calls:
 * docs/semantics.md rule 66.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model, as it was recorded
 * @param recorded what the calls that record a cost say together, in {@code recordedUnit}; null if
 *     none does
 * @param recordedUnit the currency of it; null if there is none
 * @param ours what the same calls cost by our prices, in {@code ourUnit}; null if one of them has
 *     no price, or none records a cost
 * @param ourUnit the currency of our cost; null if the model has no price
 * @param calls how many calls record a cost in that currency
 * @param otherCalls how many have usage of the model that counts, and record no cost at all
 */
public record CostComparison(
    String model,
    @Nullable BigDecimal recorded,
    @Nullable String recordedUnit,
    @Nullable BigDecimal ours,
    @Nullable String ourUnit,
    long calls,
    long otherCalls) {

  public CostComparison {
    requireNonNull(model, "model");
  }

  /**
   * {@return our cost less the recorded one; null if one of them is not known, or they are in
   * different currencies}
   */
  public @Nullable BigDecimal difference() {
    return recorded == null || ours == null || !String.valueOf(recordedUnit).equals(ourUnit)
        ? null
        : Numbers.plain(ours.subtract(recorded));
  }
}
