package io.tokentally.report.picture;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.UsageTotals;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What calls used of their own by a key, the most expensive first.
 *
 * @param title what the key is
 * @param keys all of them
 * @param rows the first, and one for all others
 */
record CostTable(String title, List<String> keys, List<ModelTable.Row> rows) {

  private static final int MOST_ROWS = 20;

  static CostTable of(
      String title,
      Map<@Nullable String, UsageTotals> totals,
      Map<String, String> unitByModel,
      Map<String, BigDecimal> costs) {
    List<Map.Entry<String, UsageSum>> sums = new ArrayList<>();
    totals.forEach((key, each) -> sums.add(Map.entry(requireNonNull(key), sum(each, unitByModel))));
    List<String> units = List.copyOf(new TreeSet<>(unitByModel.values()));
    sums.sort(Map.Entry.comparingByValue(UsageSum.mostExpensiveFirst(units)));
    List<String> keys = sums.stream().map(Map.Entry::getKey).toList();
    int shown = sums.size() <= MOST_ROWS + 1 ? sums.size() : MOST_ROWS;
    List<ModelTable.Row> rows = new ArrayList<>();
    for (Map.Entry<String, UsageSum> each : sums.subList(0, shown)) {
      String name = PageData.text(each.getKey().isEmpty() ? "(no name)" : each.getKey());
      rows.add(ModelTable.row(name, rows.size(), each.getValue(), costs));
    }
    int others = sums.size() - shown;
    if (others > 0) {
      UsageSum rest = new UsageSum();
      for (String key : keys.subList(shown, keys.size())) {
        UsageTotals each = requireNonNull(totals.get(key));
        rest.addAll(each.usage(), each.pricedPart(), unitByModel);
      }
      rows.add(ModelTable.row(Words.count(others, "other"), rows.size(), rest, costs));
    }
    return new CostTable(title, keys, rows);
  }

  private static UsageSum sum(UsageTotals totals, Map<String, String> unitByModel) {
    UsageSum sum = new UsageSum();
    sum.addAll(totals.usage(), totals.pricedPart(), unitByModel);
    return sum;
  }
}
