package io.tokentally.report.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns, two spaces apart. A cell is one line. */
public final class TextTable {

  /** A line below the header, nothing else. */
  private static final Character[] BORDER = new Character[AsciiTable.NO_BORDERS.length];

  static {
    BORDER[8] = '-';
  }

  private final List<ColumnData<List<String>>> columns = new ArrayList<>();
  private int headerLines = 1;

  public TextTable left(String header) {
    return column(header, HorizontalAlign.LEFT);
  }

  public TextTable right(String header) {
    return column(header, HorizontalAlign.RIGHT);
  }

  private TextTable column(String header, HorizontalAlign align) {
    int index = columns.size();
    headerLines = Math.max(headerLines, (int) header.lines().count());
    columns.add(
        new Column()
            .header(header)
            .headerAlign(align)
            .dataAlign(align)
            .maxWidth(Integer.MAX_VALUE)
            .with(row -> row.get(index)));
    return this;
  }

  /** {@return how many lines stand before the first row} */
  int headerLines() {
    return headerLines + 1;
  }

  /** {@return how long the longest of the lines is} */
  static int width(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  /** {@return the lines of the header, then one for each row} */
  public List<String> lines(List<List<String>> rows) {
    String text =
        AsciiTable.builder().lineSeparator("\n").border(BORDER).data(rows, columns).asString();
    // The library puts a space before and after each cell.
    return text.lines().map(line -> line.substring(1).stripTrailing()).toList();
  }
}
