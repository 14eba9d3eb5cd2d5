package io.tokentally.assertj;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.UsageTotals;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a group of totals: which models were used, and what each used and cost. A group
 * does not say in which units its models are priced, so that it has no cost over all of them.
 */
public final class TotalsAssert extends AbstractAssert<TotalsAssert, UsageTotals> {

  TotalsAssert(@Nullable UsageTotals actual) {
    super(actual, TotalsAssert.class);
  }

  /**
   * Checks that no other models were used, and at least one of those that are named; without names,
   * that none was.
   */
  public TotalsAssert usesOnly(String... models) {
    isNotNull();
    String problem = UsesOnly.problem(actual.usage().keySet(), models);
    if (problem != null) {
      throw failure(
          "%s", "expected only %s to be used, found %s".formatted(List.of(models), problem));
    }
    return this;
  }

  /** {@return assertions on the usage of a model; fails if it was not used} */
  public UsageAssert model(String model) {
    isNotNull();
    LLMAggregatedUsage usage = actual.usage().get(requireNonNull(model, "model"));
    if (usage == null) {
      throw failure(
          "%s", "expected usage of %s, found only %s".formatted(model, actual.usage().keySet()));
    }
    return new UsageAssert(usage).as(descriptionText());
  }
}
