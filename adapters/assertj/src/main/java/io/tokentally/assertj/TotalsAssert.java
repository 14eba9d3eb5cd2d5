package io.tokentally.assertj;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.UsageTotals;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /** Checks that no other models were used. Those that are named need not all have been. */
  public TotalsAssert usesOnly(String... models) {
    isNotNull();
    Set<String> others = new TreeSet<>(actual.usage().keySet());
    others.removeAll(List.of(models));
    if (!others.isEmpty()) {
      throw failure(
          "%s", "expected only %s to be used, found %s besides".formatted(List.of(models), others));
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
