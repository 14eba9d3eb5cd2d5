package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelWordsTest {

  private static final Pattern FINE_TUNED = Pattern.compile("(?s)^ft:([^:]+).*");
  private static final Pattern BEFORE_MODEL = Pattern.compile("(?s)^.*/|^(?:[a-z-]+\\.)+(?=[a-z])");
  private static final Pattern AFTER_MODEL =
      Pattern.compile("-v[0-9]{1,2}(?::[0-9]{1,2})?\\z|:[a-z]+\\z|\\[[^\\]]*\\]\\z|[-@]latest\\z");
  private static final Pattern DATE =
      Pattern.compile("[-@]20[0-9]{2}-?[01][0-9]-?[0-3][0-9](?![0-9])");

  @ParameterizedTest
  @CsvSource({
    "ft:gpt-4o-2024-08-06:team::id, gpt 4o",
    "azure/eu/gpt-4.1, gpt 4 1",
    "us.anthropic.claude-sonnet-4-20250514-v1:0, claude sonnet 4",
    "anthropic/claude-3.5-sonnet:free, claude 3 5 sonnet",
    "claude-opus-4@latest, claude opus 4",
    "claude-sonnet-4[1m], claude sonnet 4",
    "Mistral-Large-2411, mistral large 2411"
  })
  void theWordsThatTellTheModel(String name, String words) {
    assertThat(ModelWords.of(name)).isEqualTo(List.of(words.split(" ")));
  }

  @Property(tries = 20_000)
  void theyAreThoseThatTheExpressionsLeave(@ForAll("names") String name) {
    assertThat(ModelWords.of(name)).isEqualTo(byExpressions(name));
  }

  private static List<String> byExpressions(String name) {
    String model = FINE_TUNED.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("$1");
    model = BEFORE_MODEL.matcher(model).replaceFirst("");
    model = BEFORE_MODEL.matcher(model).replaceFirst("");
    model = AFTER_MODEL.matcher(model).replaceFirst("");
    model = DATE.matcher(model).replaceAll("");
    return Pattern.compile("[^a-z0-9]+")
        .splitAsStream(model)
        .filter(word -> !word.isEmpty())
        .limit(16)
        .toList();
  }

  @Provide
  static Arbitrary<String> names() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "ft:",
            ":",
            "/",
            ".",
            "-",
            "@",
            "[",
            "]",
            "-v",
            "latest",
            "-latest",
            "@latest",
            "a",
            "gpt",
            "Claude",
            "us.",
            "1",
            "12",
            "0",
            "2024",
            "-20240806",
            "-2024-08-06",
            "@20241301",
            "20",
            "-20",
            "é",
            "\n",
            "z9",
            ":free",
            "v1:0",
            "-v2:0",
            "[1m]");
    return parts.list().ofMaxSize(9).map(all -> String.join("", all));
  }
}
