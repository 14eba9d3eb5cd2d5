package io.tokentally.report.picture;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.UsageSum.Count;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The totals of a report by model, as the page shows them.
 *
 * @param models the models, the most expensive first
 * @param rows a row for each
 * @param total the row of all models together
 * @param kinds what the rows have of other kinds, in their order
 */
record ModelTable(List<String> models, List<Row> rows, Row total, List<KindRow> kinds) {

  /**
   * A kind of one model's usage that has no column.
   *
   * @param cost the exact amount, thousands apart; empty if it is not known
   */
  record KindRow(String model, String color, String kind, String count, String cost, String unit) {}

  /**
   * A row.
   *
   * @param color the colour of the row's name in the page's style, none for the total
   * @param costs what has a price: several amounts only where units differ
   * @param pricing what to know about them: empty if that is all
   * @param share the model's part of all costs in its unit, in percent
   */
  record Row(
      String model,
      String color,
      String requests,
      String prompt,
      String cacheRead,
      String cacheWrite,
      String completion,
      String tokens,
      List<Amount> costs,
      String pricing,
      String share) {}

  /**
   * @param text the amount, rounded, thousands apart
   * @param exact the same to the last digit
   */
  record Amount(String text, String exact, String unit) {}

  /** As many as the style sheet has; all further models share one colour. */
  private static final int COLORS = 8;

  static ModelTable of(UsageReport report) {
    Map<String, LLMAggregatedUsage> priced = report.pricedPartOfTotals();
    Map<String, BigDecimal> costs = report.pricedCostByUnit();
    Map<String, UsageSum> sums = new LinkedHashMap<>();
    UsageSum all = new UsageSum();
    report
        .totals()
        .forEach(
            (model, usage) -> {
              UsageSum sum = new UsageSum();
              sum.add(usage, priced.get(model), report.unitByModel().get(model));
              sums.put(model, sum);
            });
    all.addAll(report.totals(), priced, report.unitByModel());
    List<String> units = List.copyOf(new TreeSet<>(report.unitByModel().values()));
    List<String> models =
        sums.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(UsageSum.mostExpensiveFirst(units)))
            .map(Map.Entry::getKey)
            .toList();
    List<Row> rows = new ArrayList<>();
    for (String model : models) {
      UsageSum sum = sums.getOrDefault(model, all);
      rows.add(row(PageData.text(model), rows.size(), sum, costs));
    }
    return new ModelTable(models, rows, row("All models", "", all, ""), kinds(report, models));
  }

  private static List<KindRow> kinds(UsageReport report, List<String> models) {
    Map<String, LLMAggregatedUsage> totals = report.totals();
    List<KindRow> rows = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      String model = models.get(i);
      String color = color(i);
      LLMAggregatedUsage usage = Objects.requireNonNull(totals.get(model));
      String unit = Words.clean(report.unitByModel().getOrDefault(model, ""));
      usage
          .kinds()
          .forEach(
              (kind, each) -> {
                BigDecimal cost = each.cost();
                rows.add(
                    new KindRow(
                        PageData.text(model),
                        color,
                        PageData.text(kind.replace('_', ' ')),
                        Words.number(each.count()),
                        cost == null ? "" : Money.text(cost),
                        unit));
              });
    }
    return rows;
  }

  /**
   * {@return the row of some usage}
   *
   * @param place which row it is, from 0: the first have colours of their own
   * @param costs all costs, by unit
   */
  static Row row(String name, int place, UsageSum sum, Map<String, BigDecimal> costs) {
    return row(name, color(place), sum, share(sum, costs));
  }

  private static Row row(String model, String color, UsageSum sum, String share) {
    return new Row(
        model,
        color,
        requests(sum.count(Count.REQUESTS)),
        Words.number(sum.count(Count.PROMPT)),
        Words.number(sum.count(Count.CACHE_READ)),
        Words.number(sum.count(Count.CACHE_WRITE)),
        Words.number(sum.count(Count.COMPLETION)),
        Words.number(sum.count(Count.TOTAL)),
        amounts(sum.pricedCosts()),
        words(CallFigures.pricing(sum)),
        share);
  }

  /** Many tracers do not record requests: 0 beside tokens would look like a fact. */
  private static String requests(BigInteger count) {
    return count.signum() == 0 ? "–" : Words.number(count);
  }

  private static List<Amount> amounts(Map<String, BigDecimal> costs) {
    return costs.entrySet().stream()
        .map(cost -> amount(cost.getValue(), Words.clean(cost.getKey())))
        .toList();
  }

  static Amount amount(BigDecimal cost, String unit) {
    return new Amount(Money.brief(cost), Money.text(cost), unit);
  }

  private static String words(CallFigures.Pricing pricing) {
    return switch (pricing) {
      case ALL -> "";
      case PART -> "partly unpriced";
      case NOTHING -> "unpriced";
    };
  }

  static String color(int model) {
    return model < COLORS ? "m" + model : "m-other";
  }

  private static String share(UsageSum sum, Map<String, BigDecimal> costs) {
    for (Map.Entry<String, BigDecimal> cost : sum.pricedCosts().entrySet()) {
      BigDecimal all = costs.getOrDefault(cost.getKey(), BigDecimal.ZERO);
      if (all.signum() != 0) {
        return cost.getValue()
            .movePointRight(2)
            .divide(all, 1, RoundingMode.HALF_UP)
            .toPlainString();
      }
    }
    return "";
  }
}
