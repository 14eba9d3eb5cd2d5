package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/usage-forms.md says what the data of the engine says. */
class FormsPageTest {

  private static final String BEGIN = "<!-- made from the data: begin -->\n";
  private static final String END = "<!-- made from the data: end -->\n";

  @Test
  void thePageHasTheTablesOfTheData() throws IOException {
    Path made = Path.of("target", "usage-forms-tables.md");
    Files.writeString(made, FormsPage.tables());
    String page = Files.readString(Path.of("..", "docs", "usage-forms.md"));
    String tables = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    assertThat(tables)
        .as("put %s between the marks of docs/usage-forms.md", made)
        .isEqualTo(FormsPage.tables());
  }
}
