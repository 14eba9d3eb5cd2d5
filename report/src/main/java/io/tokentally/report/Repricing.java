package io.tokentally.report;

import io.tokentally.aggregation.ModelChange;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report beside the same one at other prices.
 *
 * @param report what it cost
 * @param after what it would have cost
 * @param prices the other prices
 * @param as the models whose prices were asked for, by the model that was used
 */
public record Repricing(
    Report report, UsageReport after, PriceSources prices, Map<String, String> as) {

  /** What one model cost, and would have cost; null where that is not known. */
  public record Line(
      String model,
      String pricedAs,
      @Nullable String unitBefore,
      @Nullable BigDecimal costBefore,
      @Nullable String unitAfter,
      @Nullable BigDecimal costAfter,
      @Nullable BigDecimal change) {}

  public UsageReport before() {
    return report.usage();
  }

  /** {@return a line for each model} */
  public List<Line> lines() {
    return before().totals().keySet().stream().map(this::line).toList();
  }

  private Line line(String model) {
    ModelChange change =
        new ModelChange(
            model,
            before().totals().get(model),
            after.totals().get(model),
            before().unitByModel().get(model),
            after.unitByModel().get(model));
    return new Line(
        model,
        as.getOrDefault(model, model),
        change.unitBefore(),
        change.before() == null ? null : change.before().totalCost(),
        change.unitAfter(),
        change.after() == null ? null : change.after().totalCost(),
        change.costChange());
  }
}
