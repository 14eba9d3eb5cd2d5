package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page as a reader uses it. */
class HtmlPageBrowserTest extends PageTests {

  private static final String SEES_COSTS =
      """
      const costs = [...document.querySelectorAll('td.cost')];
      return innerWidth === 380 && costs.length > 6 && costs.every((cost) =>
        cost.getBoundingClientRect().right <= cost.closest('.scroll').getBoundingClientRect().right)""";

  @Test
  void figuresAreThoseOfTheReport() throws IOException {
    show(Pictures.agent());

    // 12,345 and 2,001 at 0.0000025, 77,777 at 0.00000015
    assertThat(browser.texts(".tile .figure")).startsWith("0.0475 USD", "92,623");
    assertThat(browser.texts(".models tbody th"))
        .containsExactly("gpt-4o", "gpt-4o-mini", "bge-m3");
    assertThat(browser.texts(".models tbody .cost"))
        .containsExactly("0.0359 USD", "0.0117 USD", "unpriced");
    assertThat(browser.find(".tile data").getAttribute("title")).isEqualTo("0.04753155 USD");
    assertThat(browser.find(".models tbody data").getAttribute("title")).isEqualTo("0.035865 USD");
    assertThat(browser.slice("agent").getAttribute("aria-label"))
        .isEqualTo("agent, 0.04753155 USD, partly unpriced, gpt-4o, gpt-4o-mini, bge-m3");
    assertThat(browser.slice("embed").getAttribute("aria-label"))
        .isEqualTo("embed, unpriced, bge-m3");
    assertThat(browser.texts(".calls tbody tr:nth-child(2) td"))
        .startsWith("plan", "0.0425 USD", "0", "90,122", "4 s", "gpt-4o, gpt-4o-mini");
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
    assertThat(browser.texts("#calls-count")).containsExactly("3 of 6, within plan");
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
        .startsWith("3 calls match: 0.04753155 USD (not all of it has a price), ");
    browser.search("embed");
    assertThat(browser.find("#matches").getText())
        .isEqualTo("1 call matches: unpriced, 500 tokens, with everything below");
    browser.search("nothing like it");
    assertThat(browser.texts(".calls tbody td")).containsExactly("No call matches.");
  }

  @Test
  void theTableSortsAndLeadsToTheChart() throws IOException {
    show(Pictures.agent());
    browser.findAll(".calls th button").get(2).click();
    assertThat(browser.texts(".calls tbody td:nth-child(3)"))
        .startsWith("0.0309 USD", "0.0117 USD", "0.005 USD");
    browser.findAll(".calls th button").get(0).sendKeys(Keys.ENTER);
    assertThat(browser.texts(".calls tbody td:first-child"))
        .containsExactly("agent", "chat", "chat", "chat", "embed", "plan");
    assertThat(browser.find(".calls th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("ascending");

    browser.findAll(".calls tbody button").get(4).click();
    assertThat(browser.texts("#path strong")).containsExactly("embed");
  }

  @Test
  void aRowLeadsToTheSliceAndEscapeBackFromAnywhere() throws IOException {
    show(Pictures.agent());
    browser.findAll(".calls tbody button").get(1).click();
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("plan");
    browser.focused().sendKeys(Keys.ESCAPE);
    assertThat(browser.texts("#path strong")).containsExactly("agent");

    browser.slice("plan").click();
    browser.find(".calls tbody button").sendKeys(Keys.ESCAPE);
    assertThat(browser.texts("#path strong")).containsExactly("agent");
    assertThat(browser.focused().getAttribute("aria-label")).startsWith("agent");

    browser.slice("plan").click();
    browser.search("chat");
    browser.find("#search").sendKeys(Keys.ESCAPE);
    assertThat(browser.texts("#path strong")).containsExactly("plan");
    assertThat(browser.find("#search").getAttribute("value")).isEmpty();
    browser.find("#search").sendKeys(Keys.ESCAPE);
    assertThat(browser.texts("#path strong")).containsExactly("agent");
  }

  @Test
  void costsAreInSightOnANarrowScreen() throws IOException {
    show(Pictures.agent());
    browser.narrow(380);

    assertThat((Boolean) browser.run(SEES_COSTS)).isTrue();
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
}
