package io.tokentally.report.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns, two spaces apart. A cell is one line. */
public final class TextTable {

  /** A line below the header, nothing else. */
  private static final Character[] BORDER = new Character[AsciiTable.NO_BORDERS.length];

  static {
    BORDER[8] = '-';
  }

  /** So many characters of a name are shown, however narrow the lines. */
  private static final int LEAST_OF_A_NAME = 12;

  /**
   * A column.
   *
   * @param index the place of its cells in a row
   * @param most how many characters of a cell are shown
   */
  private record Shown(int index, String header, HorizontalAlign align, int most) {

    ColumnData<List<String>> column() {
      return new Column()
          .header(header)
          .headerAlign(align)
          .dataAlign(align)
          .maxWidth(Integer.MAX_VALUE)
          .with(this::cell);
    }

    String cell(List<String> row) {
      return Words.shortened(row.get(index), most);
    }

    int width(List<List<String>> rows) {
      return rows.stream().mapToInt(row -> cell(row).length()).max().orElse(0);
    }
  }

  private final List<Shown> columns = new ArrayList<>();

  /** Columns that may be left out, by their headers, in that order. */
  private List<String> droppable = List.of();

  private final List<String> dropped = new ArrayList<>();
  private boolean isCut;
  private int headerLines = 1;

  public TextTable left(String header) {
    return column(header, HorizontalAlign.LEFT);
  }

  public TextTable right(String header) {
    return column(header, HorizontalAlign.RIGHT);
  }

  private TextTable column(String header, HorizontalAlign align) {
    headerLines = Math.max(headerLines, (int) header.lines().count());
    columns.add(new Shown(columns.size(), header, align, Integer.MAX_VALUE));
    return this;
  }

  /** Says which columns a narrow line leaves out first, by their headers. */
  public TextTable droppable(String... headersInOrder) {
    droppable = List.of(headersInOrder);
    return this;
  }

  /**
   * Leaves out columns until the lines of the rows fit a width, or no more may be left out; then
   * cuts the names short that stand on the left.
   *
   * @param width the most characters of a line
   */
  TextTable fit(List<List<String>> rows, int width) {
    for (String header : droppable) {
      if (width(lines(rows)) > width && columns.removeIf(each -> each.header.equals(header))) {
        dropped.add(header.replace('\n', ' '));
      }
    }
    int excess = width(lines(rows)) - width;
    for (int i = 0; i < columns.size() && excess > 0; i++) {
      Shown column = columns.get(i);
      int before = column.width(rows);
      int after = Math.max(LEAST_OF_A_NAME, before - excess);
      if (column.align == HorizontalAlign.LEFT && after < before) {
        columns.set(i, new Shown(column.index, column.header, column.align, after));
        isCut = true;
        excess -= before - after;
      }
    }
    return this;
  }

  /** {@return lines that say what was left out to fit a width; none if everything is there} */
  List<String> leftOut(int width) {
    List<String> said = new ArrayList<>();
    if (!dropped.isEmpty()) {
      said.add("Left out, as the line is too short: " + String.join(", ", dropped) + ".");
    }
    if (isCut) {
      said.add("Names are cut short.");
    }
    return said.isEmpty()
        ? List.of()
        : Words.wrapped(
            width, String.join(" ", said) + " A wider terminal or COLUMNS=200 shows everything.");
  }

  /** {@return the lines that fit a width, with one more where columns were left out} */
  public List<String> lines(List<List<String>> rows, int width) {
    fit(rows, width);
    List<String> lines = new ArrayList<>(lines(rows));
    lines.addAll(leftOut(width));
    return lines;
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
        AsciiTable.builder()
            .lineSeparator("\n")
            .border(BORDER)
            .data(rows, columns.stream().map(Shown::column).toList())
            .asString();
    // The library puts a space before and after each cell.
    return text.lines().map(line -> line.substring(1).stripTrailing()).toList();
  }
}
