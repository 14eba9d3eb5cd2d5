package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The word list of CONTRIBUTING.md, in the documentation and in main sources. */
class WordsTest {

  /** What is not written, by what is written instead. */
  private static final Map<String, String> WORDS =
      Map.of(
          "refus(?:e|es|ed|ing|al|als)", "reject",
          "faults?|faulty", "error",
          "told", "reported, recognised",
          "moments?", "timestamp, time",
          "odd(?! number)", "anomaly, unusual",
          "(?<!licence )texts|a text(?! (?:column|block|file|editor))", "string",
          "beyond", "above, greater than, exceeds",
          "go(?:es)? by once", "streamed",
          "(?:bytes|µs|ns|entry|object|line|one) a (?:call|line|trace|model)", "per",
          "(?:hold|holds|held) for (?:every|one|the) (?:project|call|model|row)",
              "in effect, applies to");

  private static final Pattern ANY =
      Pattern.compile(
          "\\b(?:" + String.join("|", WORDS.keySet()) + ")\\b", Pattern.CASE_INSENSITIVE);

  /** A comment, or a string in code with its quotes. */
  private static final Pattern PROSE =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*+"
              + "|\"\"\".*?\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""
              + "|'(?:\\\\[^\\n]{1,5}?|[^'\\\\])'",
          Pattern.DOTALL);

  /** What names something that is called so. */
  private static final Pattern NAMES =
      Pattern.compile(
          "\\{@(?:link|linkplain|code)[^}]*}|@param \\S+|`[^`\\n]*`|```.*?```", Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("io.tokentally.consumer.Pages#all")
  void areNotInTheDocumentation(java.nio.file.Path page) {
    if (!page.endsWith("CONTRIBUTING.md")) {
      assertThat(found(Pages.read(page))).isEmpty();
    }
  }

  @Test
  void areNotInCommentsAndMessages() {
    List<String> found =
        Sources.main()
            // Sample prose, as prompts have it.
            .filter(source -> !source.file().endsWith("Prose.java"))
            .flatMap(
                source ->
                    PROSE
                        .matcher(source.text())
                        .results()
                        .map(MatchResult::group)
                        .flatMap(prose -> found(prose).map(word -> source.file() + ": " + word)))
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void areListedInContributing() {
    String contributing = Pages.read(Pages.REPOSITORY.resolve("CONTRIBUTING.md"));

    assertThat(WORDS.values())
        .allSatisfy(word -> assertThat(contributing).contains("| " + word + " |"));
  }

  private static Stream<String> found(String prose) {
    return ANY.matcher(NAMES.matcher(prose).replaceAll(" ")).results().map(MatchResult::group);
  }
}
