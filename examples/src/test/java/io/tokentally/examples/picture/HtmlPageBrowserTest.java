package io.tokentally.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlPageBrowserTest {

  private Path folder;
  private Browser browser;

  @BeforeAll
  void open(@TempDir Path folder) {
    this.folder = folder;
    browser = Browser.open();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingFailed() {
    browser.assertNothingOnConsole();
  }

  @Test
  void figuresAreThoseOfTheReport() throws IOException {
    show(Pictures.agent());

    // 12,345 and 2,001 at 0.0000025, 77,777 at 0.00000015
    assertThat(browser.texts(".tile .figure")).startsWith("0.04753155 USD", "92,623");
    assertThat(browser.texts(".models tbody th"))
        .containsExactly("gpt-4o", "gpt-4o-mini", "bge-m3");
    assertThat(browser.texts(".models tbody .cost"))
        .containsExactly("0.035865 USD", "0.01166655 USD", "unpriced");
    assertThat(browser.slice("agent").getAttribute("aria-label"))
        .isEqualTo("agent, 0.04753155 USD, partly unpriced, gpt-4o, gpt-4o-mini, bge-m3");
    assertThat(browser.slice("embed").getAttribute("aria-label"))
        .isEqualTo("embed, unpriced, bge-m3");
    assertThat(browser.texts(".calls tbody tr:nth-child(2) td"))
        .startsWith("plan", "gpt-4o, gpt-4o-mini", "90,122", "0.04252905 USD", "0", "4 s");
  }

  @Test
  void widthsAreCostsTokensOrTime() throws IOException {
    show(Pictures.agent());
    double ofCost = width("plan") / width("agent");
    choose("Tokens");
    double ofTokens = width("plan") / width("agent");
    choose("Time");
    double ofTime = width("plan") / width("agent");

    assertThat(ofCost).isBetween(0.87, 0.9); // 0.0425 of 0.0475, less what shows the unpriced
    assertThat(ofTokens).isBetween(0.972, 0.974);
    assertThat(ofTime).isBetween(0.39, 0.41);
    assertThat(browser.slice("plan").getAttribute("aria-label")).startsWith("plan, 4 s");
  }

  @Test
  void zoomsByMouse() throws IOException {
    show(Pictures.agent());
    browser.slice("plan").click();

    assertThat(browser.texts("#path > :not(strong)")).containsExactly("agent");
    assertThat(browser.texts("#path strong")).containsExactly("plan");
    assertThat(browser.texts("#calls-count")).containsExactly("3 of 6");
    assertThat(browser.findAll("#chart .slice")).hasSize(3);

    browser.find("#path button").click();
    assertThat(browser.findAll("#chart .slice")).hasSize(6);
  }

  @Test
  void zoomsByKeyboard() throws IOException {
    show(Pictures.agent());
    browser.find("#chart .slice").sendKeys(Keys.ARROW_DOWN);
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("plan");
    browser.focused().sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("chat");
    browser.focused().sendKeys(Keys.ARROW_LEFT, Keys.ENTER);

    assertThat(browser.texts("#path strong")).containsExactly("plan");
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("plan");
    assertThat(browser.texts("#detail dl div"))
        .contains("Own cost0", "Began2026-01-05 10:00:00.100 UTC");

    browser.focused().sendKeys(Keys.ESCAPE);
    assertThat(browser.texts("#path strong")).containsExactly("agent");
  }

  @Test
  void searchTellsWhatMatches() throws IOException {
    show(Pictures.agent());
    browser.search("CHAT");

    assertThat(browser.find("#matches").getText())
        .isEqualTo("3 calls match: 0.04753155 USD, 92,123 tokens, with everything below");
    assertThat(browser.texts("#calls-count")).containsExactly("3 of 6");
    assertThat(browser.findAll("#chart .hit")).hasSize(3);
    assertThat(browser.findAll("#chart .dim")).hasSize(1);

    browser.search("gpt-4o-mini");
    assertThat(browser.find("#matches").getText())
        .startsWith("3 calls match: 0.04753155 USD (not all");
    browser.search("nothing like it");
    assertThat(browser.texts(".calls tbody td")).containsExactly("No call matches.");
  }

  @Test
  void theTableSortsAndLeadsToTheChart() throws IOException {
    show(Pictures.agent());
    browser.findAll(".calls th button").get(4).click();
    assertThat(browser.texts(".calls tbody td:nth-child(5)"))
        .startsWith("0.0308625 USD", "0.01166655 USD", "0.0050025 USD");
    browser.findAll(".calls th button").get(0).sendKeys(Keys.ENTER);
    assertThat(browser.texts(".calls tbody td:first-child"))
        .containsExactly("agent", "chat", "chat", "chat", "embed", "plan");
    assertThat(browser.find(".calls th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("ascending");

    browser.findAll(".calls tbody button").get(4).click();
    assertThat(browser.texts("#path strong")).containsExactly("embed");
  }

  @Test
  void textOfCallsStaysText() throws IOException {
    List<String> hostile =
        List.of(
            "</script><script>window.evil=1</script>",
            "<img src=x onerror=\"window.evil=1\">",
            "\"'`{{title}}{{{data}}}<!--",
            "\u202eright to left\u2028\u2029",
            "\ud800 alone, a\u0000b\tc\nd",
            "x".repeat(100_000));
    List<Call> calls = new ArrayList<>();
    for (String text : hostile) {
      calls.add(Pictures.call(text, null, text, 0, 10, Map.of(text, 10L, "gpt-4o", 10L)));
    }
    show(calls);

    assertThat(browser.run("return window.evil")).isNull();
    assertThat(browser.findAll("img, iframe, script:not([type])")).isEmpty();
    assertThat(browser.texts(".models tbody th"))
        .contains(hostile.get(0), hostile.get(1), hostile.get(2))
        .contains("\\u202eright to left\\u2028\\u2029", "\\ud800 alone, a\\u0000b\\u0009c\\u000ad");
    assertThat(browser.texts(".calls tbody td:first-child"))
        .contains(hostile.get(0), hostile.get(1));
    browser.search("<img src=x");
    assertThat(browser.find("#matches").getText()).startsWith("1 call matches");
  }

  @Test
  void unitsAreNotAdded() throws IOException {
    show(
        List.of(
            Pictures.call("a", null, "chat", 0, 1, Map.of("gpt-4o", 1_000L)),
            Pictures.call("b", null, "chat", 0, 1, Map.of("mistral-large", 1_000L))));

    assertThat(browser.texts(".tile .figure")).startsWith("0.002 EUR", "0.0025 USD");
    assertThat(browser.texts("#measures button"))
        .containsExactly("Cost, EUR", "Cost, USD", "Tokens", "Time");
    assertThat(browser.texts("#detail dd")).startsWith("0.002 EUR + 0.0025 USD");
  }

  @Test
  void withoutPricesTheChartShowsTokens() throws IOException {
    show(List.of(Pictures.call("a", null, "chat", 0, 1, Map.of("bge-m3", 1_000L))));

    assertThat(browser.texts(".tile .figure")).startsWith("not known", "1,000");
    assertThat(browser.texts("#measures [aria-checked=true]")).containsExactly("Tokens");
    assertThat(browser.texts("#detail dd")).startsWith("unpriced");
  }

  @Test
  void manyThinSlicesBecomeFewAndNoneIsLost() throws IOException {
    List<Call> calls = new ArrayList<>();
    calls.add(Pictures.call("root", null, "agent", 0, 30_000, Map.of()));
    for (int i = 0; i < 20_000; i++) {
      calls.add(Pictures.call("c" + i, "root", "op" + i, i, 1, Map.of("gpt-4o", 100L)));
    }
    show(calls);
    int most = browser.findAll("#chart .slice").size();
    List<WebElement> merged = browser.findAll("#chart .several");
    for (int zooms = 0; zooms < 5 && !merged.isEmpty(); zooms++) {
      merged.get(merged.size() - 1).click();
      most = Math.max(most, browser.findAll("#chart .slice").size());
      merged = browser.findAll("#chart .several:not(:first-child)");
    }

    assertThat(most).isLessThan(500);
    assertThat(merged).isEmpty();
    assertThat(browser.slice("op").getAttribute("aria-label")).endsWith(", 0.00025 USD, gpt-4o");
    assertThat(browser.texts("#page-number")).allMatch(text -> text.startsWith("Page 1 of "));
  }

  @Test
  void callsOfOneOperationCanBeOneSlice() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(Pictures.call("r" + i, null, "agent", i, 10, Map.of()));
      calls.add(Pictures.call("c" + i, "r" + i, "chat", i, 5, Map.of("gpt-4o", 100L)));
      calls.add(Pictures.call("t" + i, "r" + i, "think", i, 5, Map.of("gpt-4o-mini", 100L)));
    }
    show(calls);

    assertThat(labels())
        .containsExactly(
            "All calls",
            "agent × 100, 0.0265 USD",
            "chat × 100, 0.025 USD",
            "think × 100, 0.0015 USD");
    browser.slice("chat").click();
    assertThat(browser.texts("#path")).containsExactly("All calls›agent × 100›chat × 100");
    assertThat(browser.texts("#calls-count")).containsExactly("100 of 300");

    browser.find("#merged").click();
    assertThat(browser.texts("#path")).containsExactly("All calls");
    assertThat(labels())
        .hasSizeGreaterThan(100)
        .contains("agent, 0.000265 USD, gpt-4o, gpt-4o-mini");
  }

  @Test
  void anOperationWithAndWithoutPricesIsOneSlice() throws IOException {
    show(
        List.of(
            Pictures.call("root", null, "agent", 0, 10, Map.of()),
            Pictures.call("a", "root", "chat", 0, 1, Map.of("gpt-4o", 100L)),
            Pictures.call("b", "root", "chat", 0, 1, Map.of("bge-m3", 100L)),
            Pictures.call("c", "root", "embed", 0, 1, Map.of("bge-m3", 100L))));
    assertThat(labels())
        .containsExactly(
            "agent, 0.00025 USD, partly unpriced, gpt-4o, bge-m3",
            "chat, 0.00025 USD, gpt-4o",
            "2 calls without a price");
    browser.find("#merged").click();

    assertThat(labels())
        .containsExactly(
            "agent, 0.00025 USD, partly unpriced, gpt-4o, bge-m3",
            "chat × 2, 0.00025 USD, partly unpriced",
            "embed, unpriced, bge-m3");
    assertThat(browser.slice("embed").getAttribute("class")).contains("unpriced");
  }

  @Test
  void callsWithoutAnEndTakeTheTimeOfThoseBelow() throws IOException {
    Call open =
        Call.builder()
            .from(Pictures.call("a", null, "agent", 0, 0, Map.of()))
            .endedAt(null)
            .build();
    show(List.of(open, Pictures.call("b", "a", "chat", 500, 1_500, Map.of("gpt-4o", 1L))));
    choose("Time");

    assertThat(width("chat") / width("agent")).isBetween(0.74, 0.76);
    assertThat(browser.texts("#detail dl div")).contains("Tookhas not ended, or no date");
    assertThat(browser.texts("#findings h3")).containsExactly("Unfinished calls 1");
  }

  @Test
  void callsThatAddUpToMoreAreNarrowedAndTold() throws IOException {
    show(
        List.of(
            Pictures.call("a", null, "agent", 0, 1_000, Map.of()),
            Pictures.call("b", "a", "chat", 0, 1_000, Map.of("gpt-4o", 1L)),
            Pictures.call("c", "a", "late", 0, 3_000, Map.of("gpt-4o", 1L))));
    choose("Time");

    assertThat(width("chat") / width("agent")).isBetween(0.24, 0.26);
    assertThat(browser.texts("#detail dl div"))
        .contains("Widthwhat is below adds up to more, and is narrowed to fit");
    assertThat(browser.slice("late").getAttribute("class")).contains("beyond");
  }

  @Test
  void noCallsAreAPageWithoutAChart() throws IOException {
    show(List.of());

    assertThat(browser.find("#tree").isDisplayed()).isFalse();
    assertThat(browser.find("#findings").getText()).contains("Nothing: all usage was read");
  }

  @Test
  void findingsAreExplainedAndCounted() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      calls.add(Pictures.call("c" + i, "gone", "chat", i, 1, Map.of("gpt-4o", 1L)));
    }
    show(calls);

    assertThat(browser.texts("#findings h3")).containsExactly("Anomalies 205");
    assertThat(browser.texts("#findings p"))
        .containsExactly("the parent is not among the calls; the call counts as a root");
    assertThat(browser.texts("#findings li"))
        .hasSize(201)
        .startsWith("c0")
        .endsWith("and 5 more, which --format json lists");
  }

  @Test
  void theThemeCanBeChosen() throws IOException {
    show(Pictures.agent());
    Object light = browser.run("return getComputedStyle(document.body).backgroundColor");
    browser.find("#theme").click();
    browser.find("#theme").click();

    assertThat(browser.find("#theme").getText()).isEqualTo("Theme: dark");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
  }

  @Test
  void aLongChainNeitherOverflowsNorGrowsThePage() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String parent = i == 0 ? null : "c" + (i - 1);
      calls.add(Pictures.call("c" + i, parent, "step", 0, 1_000, Map.of("gpt-4o", 1L)));
    }
    show(calls);
    assertThat(browser.findAll("#chart .slice")).hasSize(24);
    browser.search("c19999");
    browser.find(".calls tbody button").click();

    assertThat(browser.find("#path").getText()).contains("… 19,995 …");
    assertThat(browser.texts("#detail dl div")).contains("Idc19999", "Cost0.0000025 USD");
  }

  private void choose(String measure) {
    browser.findAll("#measures button").stream()
        .filter(button -> button.getText().equals(measure))
        .forEach(button -> button.click());
  }

  private List<String> labels() {
    return browser.findAll("#chart .slice").stream()
        .map(slice -> slice.getAttribute("aria-label"))
        .toList();
  }

  private double width(String label) {
    return browser.slice(label).getRect().getWidth();
  }

  private void show(List<Call> calls) throws IOException {
    Path page = folder.resolve("page.html");
    browser.show(Files.writeString(page, Pictures.page(Pictures.of(calls))));
  }
}
