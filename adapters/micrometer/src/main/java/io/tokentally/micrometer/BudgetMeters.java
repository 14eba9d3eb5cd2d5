package io.tokentally.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetStatus;
import io.tokentally.recorder.Budgets;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Budgets as gauges, one of each kind per limit: {@value #SPENT} and {@value #HELD} of all values
 * of its key together, {@value #REMAINING} of the value that has the least left, {@value #AMOUNT},
 * and {@value #KEYS}, how many values have spent something. Their tags are {@code scope}, {@code
 * period} and {@code currency}; values of keys, of which there is no end, are none. Thread-safe.
 */
public final class BudgetMeters implements MeterBinder {

  /** How much a limit allows for each value of its key. */
  public static final String AMOUNT = "tokentally.budget.amount";

  /** What was spent, by all values of the key together. */
  public static final String SPENT = "tokentally.budget.spent";

  /** What is held for calls under way, by all values of the key together. */
  public static final String HELD = "tokentally.budget.held";

  /** What is left to the value of the key that has the least left. */
  public static final String REMAINING = "tokentally.budget.remaining";

  /** How many values of the key have spent something. */
  public static final String KEYS = "tokentally.budget.keys";

  private final Budgets budgets;

  /** Meters of budgets. */
  public BudgetMeters(Budgets budgets) {
    this.budgets = requireNonNull(budgets, "budgets");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (BudgetLimit limit : budgets.limits()) {
      Tags tags =
          Tags.of(
              "scope", limit.scope(),
              "period", limit.period().toString(),
              "currency", limit.unit());
      gauge(
          registry,
          AMOUNT,
          "What a limit allows for each value of its key.",
          tags,
          same -> limit.amount());
      gauge(
          registry,
          SPENT,
          "What was spent, by all values of the key together.",
          tags,
          same -> sum(same, limit, BudgetStatus::spent));
      gauge(
          registry,
          HELD,
          "What is held for calls under way, by all values of the key together.",
          tags,
          same -> sum(same, limit, BudgetStatus::held));
      gauge(
          registry,
          REMAINING,
          "What is left to the value of the key that has the least left.",
          tags,
          same -> least(same, limit));
      gauge(
          registry,
          KEYS,
          "How many values of the key have spent something.",
          tags,
          same -> BigDecimal.valueOf(of(same, limit).count()));
    }
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Tags tags,
      Function<Budgets, BigDecimal> value) {
    Gauge.builder(name, budgets, same -> value.apply(same).doubleValue())
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private static Stream<BudgetStatus> of(Budgets budgets, BudgetLimit limit) {
    return budgets.all().stream().filter(status -> status.limit().equals(limit));
  }

  private static BigDecimal sum(
      Budgets budgets, BudgetLimit limit, Function<BudgetStatus, BigDecimal> part) {
    return of(budgets, limit).map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal least(Budgets budgets, BudgetLimit limit) {
    return of(budgets, limit)
        .map(BudgetStatus::remaining)
        .min(Comparator.naturalOrder())
        .orElse(limit.amount());
  }
}
