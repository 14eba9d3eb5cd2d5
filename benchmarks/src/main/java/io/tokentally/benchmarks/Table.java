package io.tokentally.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of docs/performance.md: what was measured, in Markdown.
 *
 * @param lines the lines below the head
 */
record Table(List<String> lines) {

  private static final List<String> HEAD =
      List.of(
          "| work | baseline | Tokentally | baseline's | unit | ratio | asked |",
          "|---|---|---:|---:|---|---:|---:|");

  private static final int RATIO = 5;
  private static final int CELLS = 7;

  /** Work and the baseline that it is compared with. */
  private record Subject(String work, String baseline) {

    @Override
    public String toString() {
      return "\"" + work + "\" by \"" + baseline + "\"";
    }
  }

  static Table of(List<Row> rows) {
    return new Table(rows.stream().map(Table::line).toList());
  }

  /** {@return the table that the text has: the lines that begin with a bar, but for the head} */
  static Table parse(String text) {
    List<String> lines = text.lines().filter(line -> line.startsWith("|")).toList();
    if (lines.size() < HEAD.size() || !lines.subList(0, HEAD.size()).equals(HEAD)) {
      throw new IllegalArgumentException("expected a table that begins with " + HEAD.get(0));
    }
    return new Table(lines.subList(HEAD.size(), lines.size()));
  }

  private static String line(Row row) {
    return "| "
        + String.join(
            " | ",
            row.work(),
            row.baseline(),
            number(row.ours()),
            number(row.theirs()),
            row.unit(),
            String.format(Locale.ROOT, "%.2f", row.ratio()),
            row.asked())
        + " |";
  }

  /** Three digits say enough of a time. */
  private static String number(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /**
   * {@return what is wrong with the ratios of another table beside those of this one, in words}
   *
   * @param measured may have fewer lines
   * @param least the part of a ratio of this table that the measured one must at least be
   */
  List<String> problems(Table measured, double least) {
    Map<Subject, Double> before = ratios();
    List<String> problems = new ArrayList<>();
    measured
        .ratios()
        .forEach(
            (subject, ratio) -> {
              Double expected = before.get(subject);
              if (expected == null) {
                problems.add(subject + ": not in the table; write the table anew");
              } else if (ratio < expected * least) {
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "%s: expected a ratio of at least %.2f (%.2f in the table), found %.2f",
                        subject,
                        expected * least,
                        expected,
                        ratio));
              }
            });
    return problems;
  }

  private Map<Subject, Double> ratios() {
    Map<Subject, Double> ratios = new LinkedHashMap<>();
    for (String line : lines) {
      String[] cells = line.substring(1).split("\\|", -1);
      if (cells.length != CELLS + 1) {
        throw new IllegalArgumentException("expected " + CELLS + " cells, found: " + line);
      }
      Subject subject = new Subject(cells[0].strip(), cells[1].strip());
      ratios.put(subject, Double.valueOf(cells[RATIO].strip()));
    }
    return ratios;
  }

  /** {@return the table in Markdown} */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>(HEAD);
    all.addAll(lines);
    return String.join("\n", all) + "\n";
  }
}
