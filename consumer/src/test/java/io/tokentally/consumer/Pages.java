package io.tokentally.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the documentation, and the blocks of code in them. */
final class Pages {

  static final Path REPOSITORY = Path.of("..");

  private Pages() {}

  /** {@return every page, by its path below the repository} */
  static Stream<Path> all() {
    Stream<Path> inRoot = markdownIn(REPOSITORY);
    Stream<Path> inDocs = markdownIn(REPOSITORY.resolve("docs"));
    Stream<Path> ofSpark = markdownIn(REPOSITORY.resolve("spark"));
    return Stream.of(inRoot, inDocs, ofSpark).flatMap(pages -> pages);
  }

  /** {@return the page} */
  static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the blocks of a page that are in this language, in order} */
  static List<String> blocks(Path page, String language) {
    Pattern block =
        Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    return block.matcher(read(page)).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static Stream<Path> markdownIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
