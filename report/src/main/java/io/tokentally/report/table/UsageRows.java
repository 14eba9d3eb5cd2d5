package io.tokentally.report.table;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.UsageSum.Count;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a table of usage: what they are called, their counts, their cost. */
final class UsageRows {

  /**
   * One row.
   *
   * @param label a model, or what the row sums up
   * @param counts the counts in the order of {@link Count}; empty strings where they stand above
   * @param cost the cost, null if there is no price
   * @param unit the unit of the cost, or the word in the cost's place
   */
  record Row(String label, List<String> counts, @Nullable BigDecimal cost, String unit) {}

  private static final String UNPRICED = "unpriced";
  private static final String PARTLY_UNPRICED = "partly unpriced";
  private static final List<String> NO_COUNTS = Collections.nCopies(Count.values().length, "");

  private UsageRows() {}

  /**
   * {@return a row for each model, the most expensive first, and more for a model of which some
   * usage has no price}
   */
  static List<Row> byModel(
      Map<String, LLMAggregatedUsage> usage,
      Map<String, LLMAggregatedUsage> priced,
      Map<String, String> units) {
    Map<String, UsageSum> sums = new LinkedHashMap<>();
    usage.forEach(
        (model, all) -> {
          UsageSum sum = new UsageSum();
          sum.add(all, priced.get(model), units.get(model));
          sums.put(model, sum);
        });
    List<String> inTable = List.copyOf(new TreeSet<>(units.values()));
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(UsageSum.mostExpensiveFirst(inTable)))
        .flatMap(sum -> of(Words.clean(sum.getKey()), sum.getValue()).stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** {@return a row that has words alone} */
  static Row label(String words) {
    return new Row(words, NO_COUNTS, null, "");
  }

  /** {@return a row for the sum; one for each further unit; and those of its priced part} */
  static List<Row> of(String label, UsageSum sum) {
    List<Row> rows = new ArrayList<>();
    if (sum.isPriced()) {
      addCosts(rows, label, counts(sum::count), sum.pricedCosts());
    } else {
      boolean partly = !sum.pricedCosts().isEmpty();
      rows.add(new Row(label, counts(sum::count), null, partly ? PARTLY_UNPRICED : UNPRICED));
      if (partly) {
        addCosts(rows, "  priced part", counts(sum::pricedCount), sum.pricedCosts());
      }
    }
    return rows;
  }

  private static void addCosts(
      List<Row> rows, String label, List<String> counts, Map<String, BigDecimal> costs) {
    int before = rows.size();
    costs.forEach(
        (unit, cost) -> {
          boolean first = rows.size() == before;
          rows.add(
              new Row(first ? label : "", first ? counts : NO_COUNTS, cost, Words.clean(unit)));
        });
  }

  private static List<String> counts(Function<Count, ? extends Number> count) {
    List<String> counts = new ArrayList<>();
    for (Count each : Count.values()) {
      Number number = count.apply(each);
      // Many tracers do not record requests: 0 beside tokens would look like a fact.
      boolean notRecorded = each == Count.REQUESTS && number.equals(BigInteger.ZERO);
      counts.add(notRecorded ? "-" : Words.number(number));
    }
    return counts;
  }
}
