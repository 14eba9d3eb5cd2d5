package io.tokentally.aggregation;

import io.tokentally.aggregation.BillTable.Align;
import io.tokentally.value.Numbers;
import io.tokentally.value.OneLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cost for people: its lines, their sum, what has no price and why, and what is anomalous. */
final class Bill {

  /** So many findings of a kind are listed. */
  private static final int MOST = 20;

  private static final int MILLION_DIGITS = 6;

  private final UsageReport report;
  private final List<CostExplanation> costs;
  private final Cost cost;

  /** Which calls take part, by id. */
  private final Predicate<String> calls;

  private final List<String> lines = new ArrayList<>();

  private Bill(
      UsageReport report, List<CostExplanation> costs, Cost cost, Predicate<String> calls) {
    this.report = report;
    this.costs = costs;
    this.cost = cost;
    this.calls = calls;
  }

  static String of(UsageReport report) {
    List<CostExplanation> costs =
        report.totals().keySet().stream().map(report::explainTotals).toList();
    return new Bill(report, costs, report.cost(), id -> true).text();
  }

  static String of(UsageReport report, String callId) {
    List<CostExplanation> costs =
        report.usage(callId).keySet().stream().map(model -> report.explain(callId, model)).toList();
    return new Bill(report, costs, report.cost(callId), CostOf.below(report, callId)::contains)
        .text();
  }

  private String text() {
    lines.addAll(table());
    lines.add("total: " + cost.known());
    list("priced as", priced());
    list("no price", unpriced());
    list("not counted for certain", cost.open());
    list("impossible rate", impossible());
    list("anomaly", anomalies());
    list("not ended", report.unfinishedCallIds().stream().filter(calls).toList());
    list("note", notes());
    if (report.leftOut().total() > 0) {
      lines.add("findings not listed: " + BillTable.number(report.leftOut().total()));
    }
    return String.join("\n", lines);
  }

  private List<String> table() {
    BillTable table =
        new BillTable(
            Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.POINT, Align.LEFT, Align.POINT);
    table.add("model", "kind", "calls", "count", "rate", "", "cost");
    for (CostExplanation model : costs) {
      String name = OneLine.of(model.model());
      for (BillLine line : model.lines()) {
        addTo(table, name, line);
        name = "";
      }
      if (model.items().isEmpty()) {
        table.add(name, "nothing that costs", "", "", "", "", "");
      }
    }
    return costs.isEmpty() ? List.of("no usage") : table.lines();
  }

  private static void addTo(BillTable table, String name, BillLine line) {
    String kind = line.kind().equals("prompt_tokens") ? "prompt_tokens (uncached)" : line.kind();
    String calls = BillTable.number(line.calls());
    String count = BillTable.number(line.count());
    LineItem.Price price = line.price();
    BigDecimal amount = line.amount();
    if (price == null || amount == null) {
      table.add(name, OneLine.of(kind), calls, count, "", "", "no price");
    } else {
      String rate = rate(line.kind(), price.rate());
      String of = isTokens(line.kind()) ? "per million" : "each";
      String cost = Numbers.plainText(amount) + " " + OneLine.of(price.unit());
      table.add(name, OneLine.of(kind), calls, count, rate, of, cost);
    }
  }

  private static String rate(String kind, BigDecimal rate) {
    return Objects.requireNonNull(
        Numbers.plainText(isTokens(kind) ? rate.movePointRight(MILLION_DIGITS) : rate));
  }

  private static boolean isTokens(String kind) {
    return kind.endsWith("_tokens");
  }

  private List<String> priced() {
    return report.pricedModels().stream()
        .filter(priced -> costs.stream().anyMatch(cost -> cost.model().equals(priced.model())))
        .map(priced -> priced.model() + " as " + priced.match().llmId())
        .toList();
  }

  private List<String> unpriced() {
    List<String> unpriced = new ArrayList<>();
    cost.unpriced()
        .forEach(
            (model, reasons) -> {
              reasons.forEach(reason -> unpriced.add(model + ": " + why(reason)));
              if (reasons.isEmpty()) {
                unpriced.add(model + ": no costs asked for");
              }
            });
    return unpriced;
  }

  private static String why(UnpricedReason reason) {
    String nearest = reason.nearest();
    return reason.why() + (nearest == null ? "" : "; the nearest name is " + nearest);
  }

  private List<String> impossible() {
    return report.impossibleRates().stream()
        .filter(rate -> costs.stream().anyMatch(cost -> cost.model().equals(rate.model())))
        .map(
            rate ->
                "%s %s %s USD per token, of row %s"
                    .formatted(
                        rate.model(),
                        rate.rate(),
                        Numbers.plainText(rate.amount()),
                        rate.row().id()))
        .toList();
  }

  private List<String> anomalies() {
    return report.anomalies().stream()
        .filter(anomaly -> anomaly.callIds().stream().anyMatch(calls))
        .map(
            anomaly ->
                words(
                    anomaly.kind() + ":",
                    String.join(", ", anomaly.callIds()),
                    anomaly.model(),
                    anomaly.field(),
                    anomaly.reason(),
                    value(anomaly)))
        .toList();
  }

  private static @Nullable String value(Anomaly anomaly) {
    return anomaly.kind() == Anomaly.Kind.LOOKS_PRE_AGGREGATED
        ? "counts once under UsageScope." + anomaly.value()
        : anomaly.value();
  }

  /** {@return the kinds of notes, each with how many there are} */
  private List<String> notes() {
    Map<UsageNote.Kind, Long> counts =
        report.notes().stream()
            .filter(note -> calls.test(note.callId()))
            .collect(Collectors.groupingBy(UsageNote::kind, TreeMap::new, Collectors.counting()));
    Function<Map.Entry<UsageNote.Kind, Long>, String> text =
        note -> note.getKey() + ": " + BillTable.number(note.getValue());
    return counts.entrySet().stream().map(text).toList();
  }

  private static String words(@Nullable Object... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private void list(String title, List<String> findings) {
    findings.stream().limit(MOST).forEach(each -> lines.add(title + ": " + OneLine.of(each)));
    if (findings.size() > MOST) {
      lines.add(title + ": and " + BillTable.number(findings.size() - MOST) + " more");
    }
  }
}
