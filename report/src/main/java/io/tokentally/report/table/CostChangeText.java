package io.tokentally.report.table;

import io.tokentally.aggregation.CostChange;
import io.tokentally.report.CostChanges;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what changed from one report to another for people: a line for each key and model. */
public final class CostChangeText {

  private static final int LONGEST_KEY = 50;

  private final CostChanges changes;
  private final List<CostChange<List<String>>> changed;
  private final List<CostChange<List<String>>> shown;

  /**
   * @param most how many changes to show
   */
  public CostChangeText(CostChanges changes, int most) {
    this.changes = changes;
    this.changed =
        changes.changes().stream().filter(each -> !each.before().equals(each.after())).toList();
    this.shown = changed.subList(0, Math.min(most, changed.size()));
  }

  public void write(Sink to) throws IOException {
    List<String> lines = new ArrayList<>();
    if (changed.isEmpty()) {
      lines.add("Nothing changed.");
    } else {
      lines.addAll(table(to.width()));
      lines.add("");
      lines.addAll(totals());
    }
    int hidden = changed.size() - shown.size();
    if (hidden > 0) {
      lines.add(Words.count(hidden, "more change") + " not shown; without --top all are.");
    }
    int same = changes.changes().size() - changed.size();
    if (same > 0) {
      lines.add("As before, and not shown: " + Words.number(same) + ".");
    }
    String split = changes.split();
    addSide(split == null ? "Before" : "Before " + split, changes.before(), lines);
    addSide(split == null ? "After" : "From " + split + " on", changes.after(), lines);
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void addSide(String title, Report report, List<String> lines) {
    lines.add("");
    lines.add(title + ": " + Words.clean(report.source().title()));
    report.remarks().forEach(remark -> lines.add("  " + remark));
    report.hints().forEach(hint -> lines.add("  " + hint));
    report.summary().forEach(line -> lines.add("  " + line));
  }

  private List<String> table(int width) {
    TextTable table = new TextTable();
    changes.names().forEach(name -> table.left(Words.clean(name)));
    table.left("model").left("");
    List<List<String>> columns = new ArrayList<>();
    columns.add(amounts(CostChange::costBefore, "unpriced"));
    columns.add(amounts(CostChange::costAfter, "unpriced"));
    columns.add(amounts(CostChange::change, "not known"));
    columns.add(amounts(CostChange::byPrice, "not known"));
    columns.add(amounts(CostChange::byTokens, "not known"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      CostChange<List<String>> each = shown.get(i);
      List<String> row = new ArrayList<>();
      for (String key : CostChanges.keys(each)) {
        row.add(Words.shortened(Words.clean(key), LONGEST_KEY));
      }
      row.add(Words.clean(each.model()));
      row.add(words(each));
      for (List<String> column : columns) {
        row.add(column.get(i));
      }
      rows.add(row);
    }
    return table
        .right("before")
        .right("after")
        .right("change")
        .right("by price")
        .right("by tokens")
        .droppable("by tokens", "by price", "change", "before")
        .lines(rows, width);
  }

  private static String words(CostChange<List<String>> change) {
    return switch (change.kind()) {
      case NEW -> "new";
      case GONE -> "gone";
      case DEARER -> "dearer";
      case CHEAPER -> "cheaper";
      case SAME -> "as dear";
      case UNKNOWN -> "not known";
    };
  }

  private List<String> amounts(
      Function<CostChange<List<String>>, @Nullable BigDecimal> amount, String unknown) {
    AmountColumn column = new AmountColumn();
    for (CostChange<List<String>> each : shown) {
      BigDecimal known = amount.apply(each);
      if (known != null) {
        column.add(Money.rounded(known), unit(each));
      }
    }
    return shown.stream()
        .map(
            each -> {
              BigDecimal known = amount.apply(each);
              return known == null ? unknown : column.cell(Money.rounded(known), unit(each));
            })
        .toList();
  }

  private static String unit(CostChange<List<String>> change) {
    return change.unit() == null ? "" : Words.clean(change.unit());
  }

  /** {@return the sums of all changes that are known, by unit, and how many are not} */
  private List<String> totals() {
    Map<String, Sum> sums = new TreeMap<>();
    long unknown = 0;
    for (CostChange<List<String>> each : changes.changes()) {
      if (each.change() == null) {
        unknown++;
      } else if (each.unit() != null) {
        sums.merge(unit(each), Sum.of(each), Sum::plus);
      }
    }
    List<String> lines = new ArrayList<>();
    sums.forEach((unit, sum) -> lines.add(sum.words(unit)));
    if (unknown > 0) {
      lines.add(
          Words.count(unknown, "line")
              + " without a price before or after, or in two currencies: in no sum.");
    }
    return lines;
  }

  private record Sum(BigDecimal before, BigDecimal after, BigDecimal byPrice, BigDecimal byTokens) {

    static Sum of(CostChange<List<String>> change) {
      return new Sum(
          orZero(change.costBefore()),
          orZero(change.costAfter()),
          orZero(change.byPrice()),
          orZero(change.byTokens()));
    }

    private static BigDecimal orZero(@Nullable BigDecimal known) {
      return known == null ? BigDecimal.ZERO : known;
    }

    Sum plus(Sum other) {
      return new Sum(
          before.add(other.before),
          after.add(other.after),
          byPrice.add(other.byPrice),
          byTokens.add(other.byTokens));
    }

    String words(String unit) {
      return "In all %s -> %s %s: %s, of it %s by price and %s by tokens."
          .formatted(
              text(before),
              text(after),
              unit,
              signed(after.subtract(before)),
              signed(byPrice),
              signed(byTokens));
    }

    private static String signed(BigDecimal amount) {
      return (amount.signum() > 0 ? "+" : "") + text(amount);
    }

    private static String text(BigDecimal amount) {
      return Money.text(Money.rounded(amount));
    }
  }
}
