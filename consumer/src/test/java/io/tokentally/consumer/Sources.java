package io.tokentally.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of all modules. */
final class Sources {

  private static final Pattern CONTINUED = Pattern.compile("\\s*\\n\\s*(?:\\*(?!/)|//)\\s*");

  private Sources() {}

  /** A file of Java, with the lines of each comment joined. */
  record Source(Path file, String text) {}

  static Stream<Source> all() {
    return below("/src/");
  }

  static Stream<Source> main() {
    return below("/src/main/");
  }

  private static Stream<Source> below(String folder) {
    try (Stream<Path> files = Files.walk(Pages.REPOSITORY)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains(folder))
          .filter(file -> !file.toString().contains("/target/"))
          .map(file -> new Source(file, CONTINUED.matcher(Pages.read(file)).replaceAll(" ")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
