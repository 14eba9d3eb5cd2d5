package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Charge;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.PricedCell;
import io.tokentally.aggregation.rollup.ledger.UncachedRate;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What calls were charged for their own usage, by a key: a charge for each kind and rate. */
final class KeyedCharges<K> {

  private static final Comparator<Charge> ORDER =
      Comparator.comparing(Charge::model, CodePoints::compare)
          .thenComparing(Charge::within)
          .thenComparing(Charge::kind, CodePoints::compare)
          .thenComparing(Charge::unit, Comparator.nullsFirst(CodePoints::compare))
          .thenComparing(Charge::rate, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Charge::uncachedRate, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final TallyRules rules;
  private final Function<? super TracedCall, ? extends @Nullable K> key;

  /** Counts, by charges for one each. */
  private final Map<@Nullable K, Map<Charge, BigInteger>> groups = new LinkedHashMap<>();

  KeyedCharges(TallyOptions options, Function<? super TracedCall, ? extends @Nullable K> key) {
    this.rules = TallyRules.of(options.dialect());
    this.key = key;
  }

  /** Adds what was charged for every call of a forest. */
  void add(Forest forest) {
    KeyedCells.<K>forEach(forest, key, this::add);
  }

  /** Adds what all calls of a forest were charged together, under no key. */
  void addTotals(Forest forest) {
    Cells totals = new Cells();
    for (int cell : UsageTables.totals(forest, Part.ALL, totals)) {
      if (cell != Cells.END) {
        add(null, totals, forest.keys(), cell);
      }
    }
  }

  private void add(@Nullable K group, Cells cells, CellKeys keys, int cell) {
    Map<Charge, BigInteger> charges = groups.computeIfAbsent(group, unused -> new TreeMap<>(ORDER));
    CellKeys.Key cellKey = keys.key(cells.key(cell));
    AppliedRates applied = cellKey.applied();
    PricedCell.lines(
        cellKey,
        count -> cells.count(cell, count),
        rules,
        (kind, within, count, rate) -> {
          String unit = null;
          BigDecimal uncached = null;
          if (applied != null && rate != null) {
            unit = PricedCell.unit(within, applied.row());
            uncached = uncached(cellKey, applied, kind, within);
          }
          String model = cellKey.name().recorded();
          Charge one = new Charge(model, kind, within, BigInteger.ONE, rate, unit, uncached);
          charges.merge(one, BigInteger.valueOf(count), BigInteger::add);
        });
  }

  private @Nullable BigDecimal uncached(
      CellKeys.Key cellKey, AppliedRates applied, String kind, Within within) {
    return UncachedRate.of(cellKey.portion(), kind, within, applied.rates(), rules);
  }

  private static Charge times(Charge one, BigInteger count) {
    return new Charge(
        one.model(), one.kind(), one.within(), count, one.rate(), one.unit(), one.uncachedRate());
  }

  Map<@Nullable K, List<Charge>> build() {
    Map<@Nullable K, List<Charge>> built = new LinkedHashMap<>();
    groups.forEach(
        (each, charges) -> {
          List<Charge> counted = new ArrayList<>();
          charges.forEach((one, count) -> counted.add(times(one, count)));
          built.put(each, Collections.unmodifiableList(counted));
        });
    return Collections.unmodifiableMap(built);
  }
}
