package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.consumer.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every section and rule that sources name is there: {@code docs/semantics.md}, or the other. */
class CitationsTest {

  private static final String NUMBERS = "\\d+(?:(?:, | and | to )\\d+)*";
  private static final Pattern CITATION =
      Pattern.compile("(docs/\\w+\\.md)((?:,?(?: and)? (?:sections?|rules?) " + NUMBERS + ")+)");
  private static final Pattern PART = Pattern.compile("(section|rule)s? (" + NUMBERS + ")");
  private static final Pattern RULE = Pattern.compile("\\brules? (" + NUMBERS + ")");
  private static List<Source> sources;

  @BeforeAll
  static void readSources() {
    sources = Sources.all().toList();
  }

  @Test
  void leadToSectionsAndRulesThatAreThere() {
    List<String> broken = new ArrayList<>();
    int found = 0;
    for (Source source : sources) {
      Matcher citation = CITATION.matcher(source.text());
      while (citation.find()) {
        String page = Pages.read(Pages.REPOSITORY.resolve(citation.group(1)));
        Matcher part = PART.matcher(citation.group(2));
        while (part.find()) {
          found++;
          if (!hasAll(page, part.group(1), part.group(2))) {
            broken.add(source.file() + ": " + citation.group());
          }
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void rulesThatAreNamedWithoutTheirPageAreOfSemantics() {
    String semantics = Pages.read(Pages.REPOSITORY.resolve("docs/semantics.md"));
    List<String> broken =
        sources.stream()
            .flatMap(
                source ->
                    RULE.matcher(source.text())
                        .results()
                        .filter(rule -> !hasAll(semantics, "rule", rule.group(1)))
                        .map(rule -> source.file() + ": " + rule.group()))
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void everyRuleHasItsNumber() {
    String semantics = Pages.read(Pages.REPOSITORY.resolve("docs/semantics.md"));
    List<String> numbered =
        Pattern.compile("^(\\d+)\\. <a id=\"rule-(\\d+)\"></a>", Pattern.MULTILINE)
            .matcher(semantics)
            .results()
            .peek(rule -> assertThat(rule.group(1)).isEqualTo(rule.group(2)))
            .map(rule -> rule.group(1))
            .toList();

    assertThat(numbered)
        .isEqualTo(
            Stream.iterate(1, n -> n + 1).limit(numbered.size()).map(String::valueOf).toList());
    assertThat(numbered).hasSizeGreaterThan(60);
  }

  private static boolean hasAll(String page, String kind, String numbers) {
    return Pattern.compile("\\d+")
        .matcher(numbers)
        .results()
        .allMatch(number -> page.contains("<a id=\"" + kind + "-" + number.group() + "\"></a>"));
  }
}
