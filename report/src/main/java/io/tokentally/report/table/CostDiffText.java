package io.tokentally.report.table;

import io.tokentally.aggregation.CostComparison;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes recorded costs beside ours for people: a line for each model and currency. */
public final class CostDiffText {

  private final Report report;

  public CostDiffText(Report report) {
    this.report = report;
  }

  public void write(List<CostComparison> comparisons, Sink to) throws IOException {
    List<String> lines = new ArrayList<>();
    if (comparisons.isEmpty()) {
      lines.add("No usage: none of the calls has any that counted.");
    } else {
      lines.addAll(table(comparisons, to.width()));
      long otherCalls = comparisons.stream().mapToLong(CostComparison::otherCalls).sum();
      if (otherCalls > 0) {
        lines.add("");
        lines.add("Both costs are of the calls that recorded one; those without are in neither.");
      }
    }
    lines.add("");
    lines.addAll(report.summary());
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> table(List<CostComparison> comparisons, int width) {
    List<String> recorded =
        cells(comparisons, CostComparison::recorded, CostComparison::recordedUnit);
    List<String> ours = cells(comparisons, CostComparison::ours, CostComparison::ourUnit);
    List<String> difference =
        cells(comparisons, CostComparison::difference, CostComparison::ourUnit);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      CostComparison each = comparisons.get(i);
      rows.add(
          List.of(
              Words.clean(each.model()),
              Words.number(each.calls()),
              Words.number(each.otherCalls()),
              recorded.get(i),
              ours.get(i),
              difference.get(i)));
    }
    return new TextTable()
        .left("model")
        .right("with cost")
        .right("without")
        .right("recorded")
        .right("ours")
        .right("difference")
        .droppable("without", "with cost", "difference")
        .lines(rows, width);
  }

  private static List<String> cells(
      List<CostComparison> comparisons,
      Function<CostComparison, @Nullable BigDecimal> amount,
      Function<CostComparison, @Nullable String> unit) {
    AmountColumn column = new AmountColumn();
    List<String> units = new ArrayList<>();
    for (CostComparison each : comparisons) {
      String of = unit.apply(each);
      units.add(of == null ? "" : Words.clean(of));
      BigDecimal known = amount.apply(each);
      if (known != null) {
        column.add(known, units.get(units.size() - 1));
      }
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      BigDecimal known = amount.apply(comparisons.get(i));
      cells.add(known == null ? "not known" : column.cell(known, units.get(i)));
    }
    return cells;
  }
}
