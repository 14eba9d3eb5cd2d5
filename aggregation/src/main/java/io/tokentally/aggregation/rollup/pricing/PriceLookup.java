package io.tokentally.aggregation.rollup.pricing;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a price table once for each model and project. Not thread-safe. */
public final class PriceLookup {

  private record Asked(ModelName name, @Nullable String project) implements Comparable<Asked> {

    private static final Comparator<Asked> ORDER =
        Comparator.comparing(Asked::name)
            .thenComparing(Asked::project, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Asked other) {
      return ORDER.compare(this, other);
    }
  }

  private static final int RECENT = 1 << 6;

  private final PriceTable prices;
  private final TallyOptions options;

  /** By order, not by hash: models may have names whose hashes collide. */
  private final Map<Asked, ModelPrices> known = new TreeMap<>();

  /** Those asked last, by a part of the model's hash: most calls are of few models. */
  private final @Nullable ModelPrices[] recent = new ModelPrices[RECENT];

  public PriceLookup(PriceTable prices, TallyOptions options) {
    this.prices = prices;
    this.options = options;
  }

  ModelPrices of(ModelName name, @Nullable String project) {
    int place = name.recorded().hashCode() & (RECENT - 1);
    ModelPrices last = recent[place];
    if (last == null || !last.isOf(name, project)) {
      last = known.computeIfAbsent(new Asked(name, project), this::ask);
      recent[place] = last;
    }
    return last;
  }

  /** {@return how many models and projects are known} */
  public int size() {
    return known.size();
  }

  /** Forgets all that was asked; it can be asked again. */
  public void clear() {
    known.clear();
    Arrays.fill(recent, null);
  }

  private ModelPrices ask(Asked asked) {
    ModelName name = asked.name;
    return new ModelPrices(
        name,
        asked.project,
        prices.pricing(name.pricedAs(), name.provider(), asked.project, options),
        startedAt ->
            prices.whyUnpriced(
                name.pricedAs(), name.provider(), asked.project, startedAt, options));
  }
}
