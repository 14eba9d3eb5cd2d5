package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/spans.md says what is read. */
class SpanDocumentTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void everyNameThatIsReadStandsInTheDocument() throws IOException {
    String document = document();
    List<String> names = new ArrayList<>(SpanNames.PREFIXES);
    names.addAll(SpanNames.COSTS);
    SpanNames.OBJECTS.forEach(last -> names.add("." + last));
    names.addAll(SpanNames.WHOLE.all().keySet());
    names.addAll(SpanNames.BEHIND_PREFIX.all().keySet());
    names.addAll(SpanOrigin.WRITTEN.keySet());
    assertThat(names).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
  }

  @Test
  void everyNameInTheDocumentIsRead() throws IOException {
    String document = document();
    for (String name : names(section(document, "These are whole names:"))) {
      assertThat(name.endsWith(".") || SpanUsage.belongs(name, 1L)).as(name).isTrue();
    }
    for (String name : names(section(document, "Behind a prefix these"))) {
      assertThat(SpanUsage.belongs("gen_ai.usage." + name, 1L)).as(name).isTrue();
    }
    for (String prefix : names(section(document, "| prefix |"))) {
      assertThat(SpanNames.PREFIXES).contains(prefix);
      assertThat(SpanNames.ALL.get(prefix + "input_tokens")).as(prefix).isNotNull();
    }
  }

  @Test
  void wherePutsTheOneWhoWroteIsInTheDocument() throws IOException {
    String table = section(document(), "| scope |");
    for (Map.Entry<String, Place> writer : SpanOrigin.WRITTEN.entrySet()) {
      String line =
          table
              .lines()
              .filter(each -> each.contains("`" + writer.getKey() + "`"))
              .findFirst()
              .get();
      String words =
          writer.getValue() == Place.INSIDE ? "| inside the input |" : "| as the provider";
      assertThat(line).contains(words);
    }
  }

  /** {@return the table that begins there, or after that} */
  private static String section(String document, String start) {
    String rest = document.substring(document.indexOf(start));
    String table = rest.substring(rest.indexOf('|'));
    return table.substring(0, table.indexOf("\n\n"));
  }

  private static List<String> names(String table) {
    List<String> names = new ArrayList<>();
    Matcher code = CODE.matcher(table);
    while (code.find()) {
      names.add(code.group(1));
    }
    return names;
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "spans.md"));
  }
}
