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

  private final List<ColumnData<List<String>>> columns = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();

  /** Columns that may be left out, by their headers, in that order. */
  private List<String> droppable = List.of();

  private final List<String> dropped = new ArrayList<>();
  private int headerLines = 1;

  public TextTable left(String header) {
    return column(header, HorizontalAlign.LEFT);
  }

  public TextTable right(String header) {
    return column(header, HorizontalAlign.RIGHT);
  }

  private TextTable column(String header, HorizontalAlign align) {
    int index = columns.size();
    headers.add(header);
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

  /** Says which columns a narrow line leaves out first, by their headers. */
  public TextTable droppable(String... headersInOrder) {
    droppable = List.of(headersInOrder);
    return this;
  }

  /**
   * Leaves out columns until the lines of the rows fit a width, or no more may be left out.
   *
   * @param width the most characters of a line
   */
  TextTable fit(List<List<String>> rows, int width) {
    for (String header : droppable) {
      int place = headers.indexOf(header);
      if (place >= 0 && width(lines(rows)) > width) {
        columns.remove(place);
        headers.remove(place);
        dropped.add(header.replace('\n', ' '));
      }
    }
    return this;
  }

  /** {@return lines that say which columns were left out to fit a width; none if all are there} */
  List<String> leftOut(int width) {
    return dropped.isEmpty()
        ? List.of()
        : Words.wrapped(
            width,
            "Left out, as the line is too short: "
                + String.join(", ", dropped)
                + ". A wider terminal or COLUMNS=200 shows them.");
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
        AsciiTable.builder().lineSeparator("\n").border(BORDER).data(rows, columns).asString();
    // The library puts a space before and after each cell.
    return text.lines().map(line -> line.substring(1).stripTrailing()).toList();
  }
}
