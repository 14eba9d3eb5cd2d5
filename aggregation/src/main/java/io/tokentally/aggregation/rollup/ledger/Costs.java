package io.tokentally.aggregation.rollup.ledger;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What usage costs, exact, in one unit: the four costs, each of all kinds within its count, and
 * those of what comes on top. Not thread-safe.
 */
public final class Costs {

  private static final int COUNTS = Within.values().length;

  private final @Nullable BigDecimal[] within = new @Nullable BigDecimal[COUNTS];

  /** Null as long as nothing comes on top of all tokens. */
  private @Nullable Map<String, BigDecimal> others;

  /** Adds what the counts of a cell cost, which has a price. */
  public void add(Cells cells, int cell, CellKeys.Key key, TallyRules rules) {
    PricedCell.lines(
        key,
        count -> cells.count(cell, count),
        rules,
        (kind, place, count, rate) -> {
          BigDecimal cost = BigDecimal.valueOf(count).multiply(requireNonNull(rate, "rate"));
          if (place == Within.NOTHING) {
            if (others == null) {
              others = new TreeMap<>(CodePoints::compare);
            }
            others.merge(kind, cost, BigDecimal::add);
          } else {
            BigDecimal before = within[index(place)];
            within[index(place)] = before == null ? cost : before.add(cost);
          }
        });
  }

  /** {@return the cost of all kinds within a count} */
  public BigDecimal of(Within count) {
    BigDecimal cost = within[index(count)];
    return cost == null ? BigDecimal.ZERO : cost;
  }

  /** {@return the costs of what comes on top of all tokens, by kind} */
  public Map<String, BigDecimal> others() {
    return others == null ? Map.of() : others;
  }

  @SuppressWarnings("EnumOrdinal") // the places of an array
  private static int index(Within count) {
    return count.ordinal();
  }
}
