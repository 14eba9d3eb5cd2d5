package io.tokentally.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final double LEAST = 2.0 / 3;

  private static Row reading(double ours, double theirs) {
    return Row.more("reading", "by hand", ours, theirs, "MB/s", "0.80");
  }

  private static Row memory(double ours, double theirs) {
    return Row.less("memory", "by hand", ours, theirs, "bytes", "");
  }

  @Test
  void linesSayWhatWasMeasured() {
    assertThat(Table.of(List.of(reading(1_234.6, 2_000), memory(4, 10))).lines())
        .containsExactly(
            "| reading | by hand | 1,235 | 2,000 | MB/s | 0.62 | 0.80 |",
            "| memory | by hand | 4.00 | 10.0 | bytes | 2.50 |  |");
  }

  @Test
  void aRatioMayFallByLessThanAThird() {
    Table before = Table.of(List.of(reading(90, 100), memory(10, 20)));
    assertThat(before.problems(Table.of(List.of(reading(61, 100), memory(10, 14))), LEAST))
        .isEmpty();
  }

  @Test
  void aRatioThatFallsByAThirdIsNamed() {
    Table before = Table.of(List.of(reading(90, 100), memory(10, 20)));
    assertThat(before.problems(Table.of(List.of(reading(59, 100), memory(10, 20))), LEAST))
        .containsExactly(
            "\"reading\" by \"by hand\": expected a ratio of at least 0.60 (0.90 in the table),"
                + " found 0.59");
  }

  @Test
  void workThatTheTableLacksIsNamed() {
    Table before = Table.of(List.of(reading(90, 100)));
    assertThat(before.problems(Table.of(List.of(memory(1, 1))), LEAST))
        .containsExactly("\"memory\" by \"by hand\": not in the table; write the table anew");
  }

  @Test
  void onlyTheTableOfAPageIsWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("page.md");
    Files.writeString(
        file, "# Title\n<!-- measured -->\nold\n<!-- end of measured -->\nThe end.\n");
    Table table = Table.of(List.of(reading(90, 100), memory(4, 10)));

    Page.read(file).write(table + "\nOn a machine.\n");

    assertThat(file)
        .hasContent(
            "# Title\n<!-- measured -->\n"
                + table
                + "\nOn a machine.\n<!-- end of measured -->\nThe end.\n");
    assertThat(Table.parse(Page.read(file).measured())).isEqualTo(table);
  }

  @Test
  void aPageWithoutAPlaceForTheTableIsRejected(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("page.md"), "# Title\n");
    assertThatThrownBy(() -> Page.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a line <!-- measured --> in " + file + ", found none");
  }

  @Test
  void aPageWithoutATableIsRejected() {
    assertThatThrownBy(() -> Table.parse("nothing yet\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a table that begins with | work | baseline |");
  }
}
