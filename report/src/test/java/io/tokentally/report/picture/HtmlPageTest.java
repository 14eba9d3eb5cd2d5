package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.TokentallyMapper;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.SkippedRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The page as text. */
class HtmlPageTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @Test
  void theScriptHasTheCallsColumnByColumn() throws IOException {
    JsonNode data = data(Pictures.page(Pictures.of(Pictures.agent())));

    assertThat(data.get("id"))
        .hasToString("[\"agent\",\"plan\",\"chat1\",\"chat2\",\"local\",\"answer\"]");
    assertThat(data.get("parent")).hasToString("[-1,0,1,1,0,0]");
    assertThat(data.get("models")).hasToString("[\"gpt-4o\",\"gpt-4o-mini\",\"bge-m3\"]");
    assertThat(data.get("units")).hasToString("[\"USD\"]");
    assertThat(data.get("tokens")).hasToString("[92623,90122,12345,77777,500,2001]");
    assertThat(data.get("pricing")).hasToString("[1,0,0,0,2,0]");
    assertThat(data.get("ownUnpriced")).hasToString("[0,0,0,0,1,0]");
    assertThat(data.get("costs"))
        .hasToString(
            "[[\"0.04753155\",\"0.04252905\",\"0.0308625\",\"0.01166655\",\"0\",\"0.0050025\"]]");
    assertThat(data.get("start")).hasToString("[0,100,200,1800,4200,5000]");
    assertThat(data.get("duration")).hasToString("[10000,4000,1500,2000,300,4500]");
  }

  @Test
  void countsThatJavaScriptCannotHoldAreTexts() throws IOException {
    Call call = Pictures.call("a", null, "chat", 0, 1, Map.of("gpt-4o", (1L << 53) + 1));

    assertThat(data(Pictures.page(Pictures.of(List.of(call)))).get("tokens"))
        .hasToString("[\"9007199254740993\"]");
  }

  @Test
  void withoutScriptsItStillHasTotalsModelsAndFindings() {
    String page = Pictures.page(Pictures.of(Pictures.agent()));

    assertThat(page.substring(0, page.indexOf("<script")))
        .contains(
            "<data class=\"amount\" value=\"0.04753155\" title=\"0.04753155 USD\">0.0475</data>",
            "92,623",
            "<bdi>bge-m3, 500 tokens</bdi>",
            "<bdi>local</bdi>");
  }

  @Test
  void recordsThatWereLeftOutMakeItIncomplete() throws IOException {
    List<Call> calls = List.of(Pictures.call("a", null, "chat", 0, 1, Map.of("gpt-4o", 100L)));
    UsageReport report = Tally.with(Pictures.PRICES).report(calls);
    assertThat(Pictures.page(Pictures.of(calls, report)))
        .contains("All recorded usage counted, and all that counted has a price.");
    SkippedRecords skipped = new SkippedRecords("calls.ndjson");
    CallReader.of(new ByteArrayInputStream("{\"id\":7}\n".getBytes(StandardCharsets.UTF_8)))
        .skipping(skipped)
        .readAll();

    assertThat(Pictures.page(Pictures.of(calls, report, skipped)))
        .contains(
            "Not everything counted or has a price: see above.",
            "<h3>Bad records left out <small>1</small></h3>",
            "<bdi>calls.ndjson: 1 bad record skipped:</bdi>",
            "<li><bdi>line 1, column 1: id: ")
        .doesNotContain("All recorded usage counted", "Nothing: all usage was read as recorded");
  }

  @Test
  void noCallsAreAPageToo() {
    assertThat(Pictures.page(Pictures.of(List.of())))
        .contains("No usage: none of the calls has any that counted.");
  }

  /** Whatever is in them: the page has as many elements, and the script reads the same texts. */
  @Property(tries = 300)
  void noTextLeavesItsPlace(@ForAll String id, @ForAll String name) throws IOException {
    String plain = Pictures.page(Pictures.of(calls("id", "name")));
    String page = Pictures.page(Pictures.of(calls(id, name)));
    JsonNode data = data(page);

    assertThat(count(page, "<")).isEqualTo(count(plain, "<"));
    assertThat(data.get("id")).hasSize(1);
    assertThat(data.at("/id/0").textValue()).isEqualTo(PageData.text(id));
  }

  private static List<Call> calls(String id, String name) {
    return List.of(Pictures.call(id, null, name, 0, 1, Map.of("m" + id, 1L)));
  }

  private static long count(String page, String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(page).results().count();
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    return TokentallyMapper.create().readTree(data.group(1));
  }
}
