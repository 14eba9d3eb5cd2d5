package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation shows of an example is in that example, word by word. */
class DocsExamplesTest {

  private static final Path EXAMPLES =
      Pages.REPOSITORY.resolve("examples/src/main/java/io/tokentally/examples");

  private static final Pattern SHOWN =
      Pattern.compile("<!-- example: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsShownAsItIs() throws IOException {
    List<MatchResult> shown =
        Pages.all().flatMap(page -> SHOWN.matcher(Pages.read(page)).results()).toList();

    assertThat(shown)
        .allSatisfy(
            block ->
                assertThat(parts(block.group(2)))
                    .isNotEmpty()
                    .allSatisfy(part -> assertThat(example(block.group(1))).contains(part)));
    assertThat(shown.stream().map(block -> block.group(1)))
        .containsExactlyInAnyOrderElementsOf(examples());
  }

  private static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info"))
          .toList();
    }
  }

  private static String example(String name) {
    return withoutSpace(Pages.read(EXAMPLES.resolve(name + ".java")));
  }

  /** {@return the parts of a block between empty lines; of a whole class those of its main} */
  private static List<String> parts(String block) {
    String statements =
        block
            .replaceAll("(?m)^import .*\\n", "")
            .replaceFirst(
                "(?s).*public static void main\\(String\\[] args\\) \\{\\n(.*)\\n  }\\n}\\n", "$1");
    return Stream.of(statements.split("\\n\\s*\\n"))
        .map(DocsExamplesTest::withoutSpace)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
