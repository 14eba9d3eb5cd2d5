package io.tokentally.report.table;

import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.Words;
import java.util.List;

/**
 * Rows of a table that belong to one root call, or to several together.
 *
 * @param title the id of the call, or what stands for several
 * @param name the name of the call's operation, empty if there is none
 * @param rows at least one
 */
record RowGroup(String title, String name, List<Row> rows) {

  private static final int SHORT_NAME = 16;

  /** {@return how wide the first column has to be} */
  int leastWidth() {
    boolean oneRow = rows.size() == 1 && !name.isEmpty();
    return title.length() + (oneRow ? 2 + Math.min(name.length(), SHORT_NAME) : 0);
  }

  /** {@return how wide the first column should be, to show everything} */
  int fullWidth() {
    return rows.size() == 1 ? heading().length() : Math.max(title.length(), name.length());
  }

  /** {@return what the first column says in one of the rows} */
  String cell(int row, int width) {
    if (rows.size() == 1) {
      return Words.shortened(heading(), width);
    }
    return row == 0 ? title : row == 1 ? Words.shortened(name, width) : "";
  }

  /** {@return the title and the name, in one line} */
  String heading() {
    return name.isEmpty() ? title : title + "  " + name;
  }
}
