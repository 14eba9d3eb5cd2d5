package io.tokentally.report.table;

import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Repricing;
import io.tokentally.report.Repricing.Line;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a repricing for people: a line for each model, and what could not be priced. */
public final class RepriceText {

  private final Repricing repricing;
  private final boolean all;

  /**
   * @param all whether to show every finding
   */
  public RepriceText(Repricing repricing, boolean all) {
    this.repricing = repricing;
    this.all = all;
  }

  public void write(Sink to) throws IOException {
    List<String> lines = new ArrayList<>();
    List<Line> models = repricing.lines();
    if (models.isEmpty()) {
      lines.add("No usage: none of the calls has any that counted.");
    } else {
      lines.addAll(table(models, to.width()));
    }
    UsageReport after = repricing.after();
    Sections sections = new Sections(all, to.width());
    sections.addUnpriced("Models without a price then", after.unpricedModels());
    sections.addFindings("Kinds without a rate then", FindingGroup.ofKinds(after.unpricedKinds()));
    lines.addAll(sections.lines());
    lines.add("");
    lines.addAll(repricing.report().summary());
    boolean same = repricing.prices().equals(repricing.report().prices());
    if (same) {
      lines.add("Prices then: the same.");
    } else {
      repricing.prices().lines("Prices then").forEach(line -> lines.add(Words.clean(line)));
    }
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<String> table(List<Line> models, int width) {
    List<Line> lines = new ArrayList<>(models);
    if (models.size() > 1 && units(models).size() == 1) {
      lines.add(total("total", models));
      List<Line> known = models.stream().filter(line -> line.change() != null).toList();
      if (!known.isEmpty() && known.size() < models.size()) {
        lines.add(total("  where both are known", known));
      }
    }
    List<String> cost = cells(lines, Line::costBefore, Line::unitBefore);
    List<String> then = cells(lines, Line::costAfter, Line::unitAfter);
    List<String> change = cells(lines, Line::change, Line::unitAfter);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      rows.add(
          List.of(
              Words.clean(line.model()),
              Words.clean(line.pricedAs()),
              cost.get(i),
              then.get(i),
              change.get(i)));
    }
    return new TextTable()
        .left("model")
        .left("priced as")
        .right("cost")
        .right("then")
        .right("change")
        .droppable("priced as", "change")
        .lines(rows, width);
  }

  private static Set<String> units(List<Line> models) {
    Set<String> units = new TreeSet<>();
    for (Line line : models) {
      if (line.unitBefore() != null) {
        units.add(line.unitBefore());
      }
      if (line.unitAfter() != null) {
        units.add(line.unitAfter());
      }
    }
    return units;
  }

  private static Line total(String label, List<Line> models) {
    String unit = units(models).iterator().next();
    return new Line(
        label,
        "",
        unit,
        sum(models, Line::costBefore),
        unit,
        sum(models, Line::costAfter),
        sum(models, Line::change));
  }

  /** {@return the sum; null if one of them is not known} */
  private static @Nullable BigDecimal sum(
      List<Line> models, Function<Line, @Nullable BigDecimal> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Line line : models) {
      BigDecimal each = amount.apply(line);
      if (each == null) {
        return null;
      }
      sum = sum.add(each);
    }
    return sum;
  }

  private static List<String> cells(
      List<Line> lines,
      Function<Line, @Nullable BigDecimal> amount,
      Function<Line, @Nullable String> unit) {
    AmountColumn column = new AmountColumn();
    List<String> units = new ArrayList<>();
    for (Line line : lines) {
      String of = unit.apply(line);
      units.add(of == null ? "" : Words.clean(of));
      BigDecimal each = amount.apply(line);
      if (each != null) {
        column.add(each, units.get(units.size() - 1));
      }
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      BigDecimal each = amount.apply(lines.get(i));
      cells.add(each == null ? "not known" : column.cell(each, units.get(i)));
    }
    return cells;
  }
}
