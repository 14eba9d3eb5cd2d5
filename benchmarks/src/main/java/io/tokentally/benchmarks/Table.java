package io.tokentally.benchmarks;

import java.util.List;
import java.util.Locale;

/** Lines as text. */
final class Table {

  private Table() {}

  static String of(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(line("", "score", "", "B/op", "ratio", "target"));
    for (Row row : rows) {
      text.append(
          line(
              row.what(),
              number(row.value(), 2),
              row.unit(),
              number(row.bytes(), 0),
              number(row.ratio(), 2),
              row.target()));
    }
    return text.toString();
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-62s %10s %-8s %10s %7s  %s%n", cells);
  }

  private static String number(double value, int decimals) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
