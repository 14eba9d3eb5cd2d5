package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between pages lead to files that are there, and to headings or anchors in them. */
class DocsLinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)", Pattern.MULTILINE);
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("io.tokentally.consumer.Pages#all")
  void leadSomewhere(Path page) {
    String prose = CODE.matcher(Pages.read(page)).replaceAll("");

    List<String> broken =
        LINK.matcher(prose)
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("https://"))
            .filter(link -> !leadsSomewhere(page, link))
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Pages.read(Pages.REPOSITORY.resolve("README.md")).lines())
        .hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void everyPageCanBeReachedFromTheReadme() {
    String readme = Pages.read(Pages.REPOSITORY.resolve("README.md"));
    List<String> inDocs =
        Pages.all()
            .filter(page -> page.startsWith(Pages.REPOSITORY.resolve("docs")))
            .map(page -> "docs/" + page.getFileName())
            .toList();

    assertThat(inDocs).allSatisfy(page -> assertThat(readme).contains(page));
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** {@return the anchors that are written, and those that headings get on GitHub} */
  private static Set<String> anchors(Path page) {
    String text = Pages.read(page);
    Stream<String> written = ANCHOR.matcher(text).results().map(found -> found.group(1));
    Stream<String> ofHeadings =
        HEADING.matcher(text).results().map(found -> anchorOf(found.group(1)));
    return Stream.concat(written, ofHeadings).collect(Collectors.toSet());
  }

  private static String anchorOf(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }
}
