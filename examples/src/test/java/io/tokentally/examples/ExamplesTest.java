package io.tokentally.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example prints what its comments say, and nothing else. */
class ExamplesTest {

  private static final Path SOURCES = Path.of("src/main/java/io/tokentally/examples");
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)");

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("package-info.java"))
          // A service, which prints nothing: SpringServiceTest.
          .filter(name -> !name.equals("SpringService.java"))
          .map(name -> name.substring(0, name.indexOf('.')))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void printsWhatItSays(String example) throws Exception {
    String source = Files.readString(SOURCES.resolve(example + ".java"));
    List<String> expected =
        PRINTS.matcher(source).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(expected).isNotEmpty();
    assertThat(printed(Class.forName("io.tokentally.examples." + example))).isEqualTo(expected);
  }

  private static List<String> printed(Class<?> program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      program.getDeclaredMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
