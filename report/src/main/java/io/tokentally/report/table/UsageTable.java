package io.tokentally.report.table;

import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of usage and cost by root call and model. It is {@value #WIDTH} characters wide at
 * most, where the names of the models let it: if the ids are too long for a column, each root call
 * has a line of its own above its rows.
 */
final class UsageTable {

  private static final int WIDTH = 120;
  private static final String ROOT_CALL = "root call";

  private static final TextTable IN_COLUMN = table(ROOT_CALL);
  private static final TextTable ON_LINES = table("");

  private final List<RowGroup> groups;
  private final CostColumn costs;

  UsageTable(List<RowGroup> groups) {
    this.groups = groups;
    this.costs = new CostColumn(groups.stream().flatMap(group -> group.rows().stream()).toList());
  }

  private static TextTable table(String rootHeader) {
    return new TextTable()
        .left(rootHeader)
        .left("model")
        .right("requests")
        .right("prompt\ntokens")
        .right("cache\nread")
        .right("cache\nwrite")
        .right("completion\ntokens")
        .right("total\ntokens")
        .right("cost");
  }

  /** {@return whether a cost is shown rounded} */
  boolean isRounded() {
    return costs.isRounded();
  }

  /** {@return the table, a string for each line} */
  List<String> lines() {
    int others = TextTable.width(IN_COLUMN.lines(cells(0))) - ROOT_CALL.length();
    int room = WIDTH - others;
    if (groups.stream().anyMatch(group -> group.leastWidth() > room)) {
      return withRules(ON_LINES, ON_LINES.lines(cells(0)), true);
    }
    int full = groups.stream().mapToInt(RowGroup::fullWidth).max().orElse(0);
    return withRules(IN_COLUMN, IN_COLUMN.lines(cells(Math.min(room, full))), false);
  }

  /** {@return the cells of all rows, the first column empty if its width is 0} */
  private List<List<String>> cells(int rootWidth) {
    List<List<String>> cells = new ArrayList<>();
    for (RowGroup group : groups) {
      for (int i = 0; i < group.rows().size(); i++) {
        Row row = group.rows().get(i);
        List<String> line = new ArrayList<>();
        line.add(rootWidth == 0 ? "" : group.cell(i, rootWidth));
        line.add(row.label());
        line.addAll(row.counts());
        line.add(costs.cell(row));
        cells.add(line);
      }
    }
    return cells;
  }

  /** Puts a rule above the totals, and the headings above their rows. */
  private List<String> withRules(TextTable table, List<String> lines, boolean headings) {
    int at = table.headerLines();
    String rule = lines.get(at - 1);
    List<String> all = new ArrayList<>();
    if (headings) {
      all.add(ROOT_CALL);
    }
    all.addAll(lines.subList(0, at));
    for (int i = 0; i < groups.size(); i++) {
      RowGroup group = groups.get(i);
      if (i == groups.size() - 1) {
        all.add(rule);
      }
      if (headings) {
        all.add(Words.shortened(group.heading(), Math.max(WIDTH, group.title().length())));
      }
      all.addAll(lines.subList(at, at + group.rows().size()));
      at += group.rows().size();
    }
    return all;
  }
}
