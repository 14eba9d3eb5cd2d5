package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of calls that are many, deep, hostile, unpriced or odd. */
class UnusualPagesTest extends PageTests {

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
    assertThat(browser.texts("#bar-measures button"))
        .containsExactly("Cost, EUR", "Cost, USD", "Tokens");
    assertThat(browser.texts("#measures button"))
        .containsExactly("Cost, EUR", "Cost, USD", "Tokens", "Time");
    assertThat(browser.texts("#detail dl div"))
        .startsWith("Cost0.002 EUR + 0.0025 USD")
        .contains("Part of all100% of cost, EUR");
  }

  @Test
  void withoutPricesTheChartShowsTokens() throws IOException {
    show(List.of(Pictures.call("a", null, "chat", 0, 1, Map.of("bge-m3", 1_000L))));

    assertThat(browser.texts(".tile .figure")).startsWith("not known", "1,000");
    assertThat(browser.texts("#measures [aria-checked=true]")).containsExactly("Tokens");
    assertThat(browser.texts("#detail dd")).startsWith("unpriced");
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
    assertThat(browser.texts("#calls-count")).containsExactly("100 of 300, within chat × 100");

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
  void callsWithoutUsageDoNotMakeOthersPartlyPriced() throws IOException {
    show(
        List.of(
            Pictures.call("a", null, "chat", 0, 1, Map.of("bge-m3", 100L)),
            Pictures.call("b", null, "chat", 0, 1, Map.of()),
            Pictures.call("c", null, "other", 0, 1, Map.of("gpt-4o", 100L))));
    browser.search("chat");
    assertThat(browser.find("#matches").getText()).startsWith("2 calls match: unpriced, 100 tok");
    browser.find("#merged").click();

    assertThat(labels()).contains("chat × 2, unpriced");
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
}
