package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.report.PictureCall;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Cost over time, filters, copies and print, as a reader uses them. */
class BarsBrowserTest extends PageTests {

  private static final long DAY = 24L * 60 * 60 * 1000;

  /** What a program gets that pastes everything that is selected. */
  private static final String COPY =
      """
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(arguments[0]));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
      document.querySelector(arguments[0]).dispatchEvent(event);
      return event.clipboardData.getData('text/plain');""";

  /** Ten days; a call a day of gpt-4o, on the last one more without a price. */
  private static List<Call> tenDays() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String operation = i < 3 ? "plan" : "chat";
      calls.add(Pictures.call("c" + i, null, operation, i * DAY, 1, Map.of("gpt-4o", 1_000L + i)));
    }
    calls.add(Pictures.call("local", null, "embed", 9 * DAY, 1, Map.of("bge-m3", 500L)));
    return calls;
  }

  private List<String> bars() {
    return browser.findAll("#bars .time").stream()
        .map(bar -> bar.getAttribute("aria-label"))
        .toList();
  }

  @Test
  void aBarForEachDaySaysExactlyWhatItIs() throws IOException {
    show(tenDays());

    assertThat(browser.texts("#bars-title")).containsExactly("Cost by day (UTC)");
    assertThat(bars())
        .hasSize(10)
        .startsWith("2026-01-05: 0.0025 USD", "2026-01-06: 0.0025025 USD")
        .endsWith("2026-01-14: 0.0025225 USD, some of it unpriced");
    assertThat(browser.findAll("#bars .gap")).hasSize(1);
    assertThat(browser.texts("#bar-legend li"))
        .containsExactly("gpt-4o 0.0251 USD", "bge-m3 unpriced");
  }

  @Test
  void barsShowOperationsAndTokens() throws IOException {
    show(tenDays());
    browser.findAll("#bar-measures button").get(1).click();
    browser.findAll("#bar-series button").get(1).click();

    assertThat(browser.texts("#bar-legend li"))
        .containsExactly("chat 7,042 tokens", "plan 3,003 tokens", "embed 500 tokens");
    assertThat(bars()).endsWith("2026-01-14: 1,509 tokens");
    assertThat(browser.findAll("#bars .gap")).isEmpty();
  }

  @Test
  void daysBeginWhereTheyAreAskedTo() throws IOException {
    List<Call> calls = tenDays();
    Picture utc = Pictures.of(calls);
    show(
        new Picture(
            utc.title(),
            "",
            List.of(),
            List.of(),
            calls.stream().map(call -> PictureCall.of(call, true)).toList(),
            Tally.with(Pictures.PRICES).report(calls),
            utc.skipped(),
            Breakdown.byOperation(ZoneId.of("Pacific/Kiritimati"))));

    assertThat(browser.texts("#bars-title")).containsExactly("Cost by day (Pacific/Kiritimati)");
    assertThat(bars()).startsWith("2026-01-06: 0.0025 USD");
  }

  @Test
  void timeHasOneScaleAndCallsWithoutADateAreThere() throws IOException {
    List<Call> calls = new ArrayList<>(Pictures.agent());
    calls.add(Pictures.call("late", null, "chat", 5 * 60 * 60 * 1000, 1, Map.of("gpt-4o", 1L)));
    calls.add(
        Call.builder()
            .from(Pictures.call("never", null, "chat", 0, 1, Map.of("gpt-4o", 1L)))
            .startedAt(null)
            .build());
    show(calls);

    assertThat(browser.texts("#bars-title")).containsExactly("Cost by hour (UTC)");
    assertThat(bars())
        .hasSize(7)
        .contains("2026-01-05 11:00: nothing", "2026-01-05 15:00: 0.0000025 USD")
        .endsWith("no date: 0 USD, some of it unpriced"); // prices have dates
  }

  @Test
  void aBarAndTheFiltersChooseCalls() throws IOException {
    show(tenDays());
    browser.findAll("#bars .time").get(9).click();
    assertThat(browser.texts("#calls-count")).containsExactly("2 of 11");
    assertThat(browser.texts("#matches"))
        .containsExactly(
            "2 calls match: 0.0025225 USD (not all of it has a price), 1,509 tokens, with everything below");

    select("#model-filter", "gpt-4o");
    assertThat(browser.texts(".calls tbody td:first-child")).containsExactly("chat");
    select("#time-filter", "any time");
    assertThat(browser.texts("#calls-count")).containsExactly("10 of 11");
    browser.search("plan");
    assertThat(browser.texts("#calls-count")).containsExactly("3 of 11");
  }

  private void select(String css, String text) {
    for (WebElement option : browser.findAll(css + " option")) {
      if (option.getText().equals(text)) {
        option.click();
      }
    }
  }

  @Test
  void theMostExpensiveOperationsComeFirst() throws IOException {
    show(tenDays());

    assertThat(browser.texts(".costs tbody th")).containsExactly("chat", "plan", "embed");
    assertThat(browser.texts(".costs tbody .cost"))
        .containsExactly("0.0176 USD", "0.00751 USD", "unpriced");
  }

  @Test
  void copiesAreExact() throws IOException {
    show(Pictures.agent());

    assertThat(browser.run(COPY, ".tile data")).isEqualTo("0.04753155");
    assertThat((String) browser.run(COPY, ".models tbody"))
        .startsWith("gpt-4o\t0.035865 USD\t")
        .contains("\ngpt-4o-mini\t0.01166655 USD\t");
  }

  @Test
  void printHasAllRowsOrSaysHowManyAreLeftOut() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 1_234; i++) {
      calls.add(Pictures.call("c" + i, null, "chat", i, 1, Map.of("gpt-4o", 1L)));
    }
    show(calls);
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assertThat(browser.findAll(".calls tbody tr")).hasSize(1_000);
    assertThat(browser.texts("#not-printed"))
        .containsExactly("The first 1,000 calls; 234 more are left out of print.");

    browser.run("dispatchEvent(new Event('afterprint'))");
    assertThat(browser.findAll(".calls tbody tr")).hasSize(50);
    assertThat(browser.find("#not-printed").isDisplayed()).isFalse();
  }

  @Test
  void nothingIsWiderThanAPhone() throws IOException {
    show(tenDays());
    browser.narrow(390);

    assertThat(browser.run("return innerWidth")).isEqualTo(390L);
    assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
  }
}
