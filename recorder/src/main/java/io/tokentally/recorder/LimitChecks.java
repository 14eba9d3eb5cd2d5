package io.tokentally.recorder;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Limits that would never stop anything, or contradict each other. */
final class LimitChecks {

  private final ErrorCollector faults = new ErrorCollector();

  LimitChecks(List<BudgetLimit> limits, PriceTable prices, TallyOptions options) {
    Set<String> units = units(prices);
    Set<BudgetLimit> seen = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      BudgetLimit limit = limits.get(i);
      Loc at = Loc.ROOT.key("limits").index(i);
      if (!units.contains(limit.unit())) {
        String known = units.isEmpty() ? "there are no prices" : String.join(", ", units);
        String msg =
            "expected a unit that prices have, since nothing is ever spent in another; found "
                + JsonValues.quote(limit.unit());
        faults.add(at.key("unit"), Type.VALUE, msg + "; known: " + known);
      }
      BudgetLimit ofNothing =
          new BudgetLimit(limit.scope(), BigDecimal.ZERO, limit.unit(), limit.period());
      if (!seen.add(ofNothing)) {
        String msg = "expected one amount per scope, unit and period, found another: " + limit;
        faults.add(at, Type.VALUE, msg);
      }
    }
    if (!options.includeCosts()) {
      String msg = "expected true, found false: without costs nothing is ever spent";
      faults.add(Loc.ROOT.key("include_costs"), Type.VALUE, msg);
    }
  }

  private static Set<String> units(PriceTable prices) {
    Set<String> units = new TreeSet<>();
    for (PriceRow row : prices.rows()) {
      units.add(row.promptTokenCostUnit());
      units.add(row.completionTokenCostUnit());
    }
    return units;
  }

  void throwIfAny() {
    faults.throwIfAny();
  }
}
