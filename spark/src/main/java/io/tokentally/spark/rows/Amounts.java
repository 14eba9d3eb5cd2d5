package io.tokentally.spark.rows;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts and costs as columns hold them, in the order of {@link Schemas}. */
public final class Amounts {

  private static final int DIGITS = 38;

  private Amounts() {}

  public static @Nullable Long[] counts(LLMAggregatedUsage usage) {
    return Stream.of(UsageCount.values()).map(count -> count.of(usage)).toArray(Long[]::new);
  }

  /**
   * {@return the four costs, their sum, and the cost of what has a price}
   *
   * @throws ValidationException if one does not fit its column: nothing is rounded
   */
  public static @Nullable BigDecimal[] costs(
      LLMAggregatedUsage usage, @Nullable BigDecimal pricedCost) {
    List<@Nullable BigDecimal> costs = new ArrayList<>();
    for (UsageCost cost : UsageCost.values()) {
      costs.add(cost(cost.of(usage)));
    }
    costs.add(cost(usage.totalCost()));
    costs.add(cost(pricedCost));
    return costs.toArray(new @Nullable BigDecimal[0]);
  }

  /**
   * {@return a cost as its column holds it}
   *
   * @throws ValidationException if it does not fit
   */
  public static @Nullable BigDecimal cost(@Nullable BigDecimal exact) {
    if (exact == null) {
      return null;
    }
    if (exact.scale() > Schemas.COST_SCALE
        || exact.precision() - exact.scale() > DIGITS - Schemas.COST_SCALE) {
      String msg = "expected a cost that fits " + Schemas.COST.sql() + ", found " + exact;
      throw new ValidationException(
          List.of(new ValidationError(List.of("costs"), msg, ValidationError.Type.LIMIT)));
    }
    return exact.setScale(Schemas.COST_SCALE);
  }
}
