package io.tokentally.dsl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The table of queries in docs/dialects.md. */
final class DialectsTable {

  private static final Path FILE = Path.of("..", "docs", "dialects.md");
  private static final Pattern BETWEEN_CELLS = Pattern.compile(" \\| ");

  /** One row; the last three are {@code true}, {@code false} or {@code rejected}. */
  record Row(
      String id,
      String what,
      String query,
      String call,
      String standard,
      String weave,
      String weaveCallsMerged) {}

  private DialectsTable() {}

  static List<Row> rows() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> line.contains("`{"))
          .filter(line -> line.startsWith("| "))
          .map(DialectsTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    List<String> cells =
        Arrays.stream(BETWEEN_CELLS.split(line.substring(2, line.length() - 2)))
            .map(cell -> cell.replace("`", ""))
            .toList();
    String query = "{\"$expr\":" + cells.get(2) + "}";
    return new Row(
        cells.get(0), cells.get(1), query, cells.get(3), cells.get(4), cells.get(5), cells.get(6));
  }
}
