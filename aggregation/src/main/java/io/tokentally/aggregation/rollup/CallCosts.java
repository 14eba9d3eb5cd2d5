package io.tokentally.aggregation.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Costs;
import io.tokentally.aggregation.rollup.pricing.PriceLookup;
import io.tokentally.aggregation.rollup.pricing.Pricing;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost one after the other, each as in a report of it alone. Usage is read, priced and
 * charged as there; what is found out about a price is kept for the next call. Thread-safe.
 */
public final class CallCosts {

  /** With more prices or keys than this all are forgotten. */
  private static final int MOST = 1 << 12;

  private static final Cost NOTHING = new Cost(Map.of(), Map.of(), List.of());

  private final TallyOptions options;
  private final PriceLookup prices;
  private final Findings findings;
  private final UsageReader reader;
  private final Cells cells = new Cells();
  private final CellKeys keys;
  private final Costs costs;
  private final long[] counts = new long[Cells.WIDTH];
  private Pricing pricing;

  public CallCosts(PriceTable prices, TallyOptions options) {
    TallyRules rules = TallyRules.of(options.dialect());
    this.options = options;
    this.prices = new PriceLookup(prices, options);
    this.findings = new Findings(options);
    this.reader = new UsageReader(options, findings);
    this.keys = new CellKeys(rules);
    this.costs = new Costs(rules);
    this.pricing = pricing();
  }

  private Pricing pricing() {
    return new Pricing(prices, options, findings, cells, keys);
  }

  /**
   * {@return the cost of a call; null where there is more to say than an amount, and a report has
   * to say it: what is not priced, or is not known to be all, or exceeds a limit}
   */
  public synchronized @Nullable Cost of(TracedCall call) {
    try {
      int list = pricing.add(call, reader.read(call));
      boolean isSimple = !findings.leaveOpen() && cells.size() <= options.maxSums() && fits(list);
      return isSimple ? cost(list) : null;
    } catch (TokenOverflowException e) {
      return null;
    } finally {
      forget();
    }
  }

  /** Sums the counts up. {@return whether they fit into 64 bits, whatever model they are of} */
  private boolean fits(int list) {
    Arrays.fill(counts, 0);
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      for (int i = 0; i < Cells.WIDTH; i++) {
        counts[i] += Math.abs(cells.count(cell, i));
        if (counts[i] < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private @Nullable Cost cost(int list) {
    if (list == Cells.END) {
      return NOTHING;
    }
    String unit = null;
    costs.clear();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      AppliedRates applied = keys.applied(cells.key(cell));
      if (applied == null) {
        pricing = pricing(); // this one has it among what has no price
        return null;
      }
      PriceRow row = applied.row();
      unit = unit == null ? row.promptTokenCostUnit() : unit;
      if (!unit.equals(row.promptTokenCostUnit()) || !unit.equals(row.completionTokenCostUnit())) {
        return null;
      }
      costs.add(cells, cell, keys);
    }
    return new Cost(Map.of(requireNonNull(unit), costs.total()), Map.of(), List.of());
  }

  private void forget() {
    cells.clear();
    findings.clear();
    if (prices.size() > MOST) {
      prices.clear();
    }
    if (keys.known() > MOST) {
      keys.retain(Set.of());
    }
  }
}
