package io.tokentally.report.table;

import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of usage and cost by call and model. It is {@value #WIDTH} characters wide at most, where
 * the names of the models let it: if the ids are too long for a column, each call has a line of its
 * own above its rows. Columns are left out where a line does not fit them.
 */
final class UsageTable {

  private static final int WIDTH = 120;

  private final int width;
  private final int most;
  private final String header;
  private final TextTable inColumn;
  private final TextTable onLines = table("");
  private final List<RowGroup> groups;
  private final CostColumn costs;

  /**
   * A table.
   *
   * @param header what the groups are, such as root calls
   * @param groups at least one
   * @param most how many characters fit a line
   */
  UsageTable(String header, List<RowGroup> groups, int most) {
    this.width = Math.min(WIDTH, most);
    this.most = most;
    this.header = header;
    this.inColumn = table(header);
    this.groups = groups;
    this.costs = new CostColumn(groups.stream().flatMap(group -> group.rows().stream()).toList());
  }

  private static TextTable table(String header) {
    return new TextTable()
        .left(header)
        .left("model")
        .right("requests")
        .right("prompt\ntokens")
        .right("cache\nread")
        .right("cache\nwrite")
        .right("completion\ntokens")
        .right("total\ntokens")
        .right("cost")
        .droppable(
            "cache\nwrite",
            "cache\nread",
            "requests",
            "completion\ntokens",
            "prompt\ntokens",
            "total\ntokens");
  }

  /** {@return whether a cost is shown rounded} */
  boolean isRounded() {
    return costs.isRounded();
  }

  /** {@return the table, a string for each line} */
  List<String> lines() {
    onLines.fit(cells(0), most);
    inColumn.fit(cells(0), most);
    int others = TextTable.width(inColumn.lines(cells(0))) - header.length();
    int room = width - others;
    if (groups.stream().anyMatch(group -> group.leastWidth() > room)) {
      return withRules(onLines, onLines.lines(cells(0)), true);
    }
    int full = groups.stream().mapToInt(RowGroup::fullWidth).max().orElse(0);
    return withRules(inColumn, inColumn.lines(cells(Math.min(room, full))), false);
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

  /** Puts a rule above the last of several groups, and the headings above their rows. */
  private List<String> withRules(TextTable table, List<String> lines, boolean headings) {
    int at = table.headerLines();
    String rule = lines.get(at - 1);
    List<String> all = new ArrayList<>();
    if (headings) {
      all.add(header);
    }
    all.addAll(lines.subList(0, at));
    for (int i = 0; i < groups.size(); i++) {
      RowGroup group = groups.get(i);
      if (i > 0 && i == groups.size() - 1) {
        all.add(rule);
      }
      if (headings) {
        all.add(Words.shortened(group.heading(), Math.max(width, group.title().length())));
      }
      all.addAll(lines.subList(at, at + group.rows().size()));
      at += group.rows().size();
    }
    all.addAll(table.leftOut(most));
    return all;
  }
}
