package io.tokentally.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in columns, two spaces apart. Not thread-safe. */
final class BillTable {

  /** Where the cells of a column stand below each other. */
  enum Align {
    LEFT,
    RIGHT,
    /** Numbers with their decimal points below each other; what follows a number stands beside. */
    POINT
  }

  private final List<Align> aligns;
  private final List<List<String>> rows = new ArrayList<>();

  BillTable(Align... aligns) {
    this.aligns = List.of(aligns);
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** {@return a line for each row; the first row is a header} */
  List<String> lines() {
    List<StringBuilder> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(new StringBuilder()));
    for (int column = 0; column < aligns.size(); column++) {
      List<String> cells = cells(column);
      for (int row = 0; row < rows.size(); row++) {
        lines.get(row).append(column == 0 ? "" : "  ").append(cells.get(row));
      }
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private List<String> cells(int column) {
    Align align = aligns.get(column);
    List<String> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.get(column)));
    if (align == Align.POINT) {
      int afterPoint = cells.stream().mapToInt(BillTable::afterPoint).max().orElse(0);
      cells.replaceAll(
          cell -> isNumber(cell) ? cell + " ".repeat(afterPoint - afterPoint(cell)) : cell);
    }
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    cells.replaceAll(
        cell -> {
          String space = " ".repeat(width - cell.length());
          return align == Align.LEFT ? cell + space : space + cell;
        });
    return cells;
  }

  /** {@return how many characters stand after the digits before a decimal point} */
  private static int afterPoint(String cell) {
    int digits = 0;
    while (digits < cell.length() && (isDigit(cell.charAt(digits)) || cell.charAt(digits) == ',')) {
      digits++;
    }
    return digits == 0 ? 0 : cell.length() - digits;
  }

  private static boolean isNumber(String cell) {
    return !cell.isEmpty() && isDigit(cell.charAt(0));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@return a whole number with thousands apart} */
  static String number(Number number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
