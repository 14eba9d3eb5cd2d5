package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows what the program prints. */
class ReadmeTest {

  private static final Pattern OUTPUT =
      Pattern.compile("^```\n(root call\n.*?)```", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void showsTheBeginningOfTheReport() throws IOException {
    Matcher output = OUTPUT.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(output.find()).isTrue();

    assertThat(ProgramRun.of("report").out()).startsWith(output.group(1));
  }
}
