package io.tokentally.report.table;

import io.tokentally.aggregation.BillLine;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes for people what costs are made of, and the prices below. Every number is exact. */
public final class CostText {

  private final Report report;
  private final boolean all;
  private final List<ScopeDecision> decisions;

  /**
   * @param decisions which usage did not count, and which counted beside other usage
   * @param all whether to write a line for every call and kind, or for every kind and price
   */
  public CostText(Report report, List<ScopeDecision> decisions, boolean all) {
    this.report = report;
    this.decisions = decisions;
    this.all = all;
  }

  public void write(List<CostExplanation> explanations, Sink to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (CostExplanation explanation : explanations) {
      lines.add(Words.clean(explanation.model()));
      PriceNumbers numbers = new PriceNumbers();
      table(explanation, numbers).forEach(line -> lines.add("  " + line));
      lines.add("  " + total(explanation));
      numbers.lines().forEach(line -> lines.add("  " + line));
      lines.add("");
    }
    if (explanations.isEmpty()) {
      lines.add("No usage: none of the calls has any that counted.");
      lines.add("");
    }
    if (!all && explanations.stream().anyMatch(CostText::isSummed)) {
      lines.add("Calls are summed by kind and price; --all shows every one.");
    }
    Sections sections = new Sections(all, to.width());
    sections.addFindings("Scope", FindingGroup.ofDecisions(decisions));
    lines.addAll(sections.lines());
    if (!sections.lines().isEmpty()) {
      lines.add("");
    }
    lines.addAll(report.summary());
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean isSummed(CostExplanation explanation) {
    return explanation.items().stream().map(LineItem::callId).distinct().limit(2).count() > 1;
  }

  private List<String> table(CostExplanation explanation, PriceNumbers numbers) {
    return all
        ? new CallTable(explanation.items(), report.source()).table(numbers)
        : sums(explanation, numbers);
  }

  private static List<String> sums(CostExplanation explanation, PriceNumbers numbers) {
    List<BillLine> sums = explanation.lines();
    PricedCells cells = new PricedCells(numbers);
    sums.forEach(sum -> cells.add(sum.price(), sum.amount()));
    List<List<String>> rows = new ArrayList<>();
    for (BillLine sum : sums) {
      List<String> row = new ArrayList<>();
      row.add(PricedCells.kind(sum.kind()));
      row.add(Words.number(sum.calls()));
      row.add(Words.number(sum.count()));
      row.addAll(cells.of(sum.price(), sum.amount()));
      rows.add(row);
    }
    return PricedCells.columns(new TextTable().left("kind").right("calls").right("count"))
        .lines(rows);
  }

  private String total(CostExplanation explanation) {
    BigDecimal cost = explanation.cost();
    String unit = Words.clean(report.usage().unitByModel().getOrDefault(explanation.model(), ""));
    if (cost != null) {
      return ("total: " + Money.text(cost) + " " + unit).strip();
    }
    if (explanation.items().stream().allMatch(item -> item.price() == null)) {
      return "total: not known; nothing of it has a price";
    }
    String priced = Money.text(explanation.pricedCost()) + " " + unit;
    return "total: not known; the part that has a price: " + priced.strip();
  }
}
