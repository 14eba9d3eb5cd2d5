package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a call costs without the calls below it. */
class OwnCostTest extends PageTests {

  @Test
  void isThatOfTheOwnUsageWhateverIsBelow() throws IOException {
    show(
        List.of(
            Pictures.call("1", null, "agent", 0, 9, Map.of()),
            Pictures.call("2", "1", "chat", 1, 8, Map.of("gpt-4o", 100L)),
            Pictures.call("3", "2", "rerank", 2, 7, Map.of("bge-m3", 10L)),
            Pictures.call("4", "3", "chat", 3, 6, Map.of("gpt-4o", 200L)),
            Pictures.call("5", "4", "both", 4, 5, Map.of("gpt-4o", 400L, "bge-m3", 20L)),
            Pictures.call("6", "5", "tool", 5, 4, Map.of())));
    browser.findAll(".calls th button").get(7).click();

    assertThat(browser.texts(".calls tbody td:last-child"))
        .containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(browser.texts(".calls tbody td:nth-child(3)"))
        .containsExactly(
            "0", "0.00025 USD", "unpriced", "0.0005 USD", "0.001 USD, partly unpriced", "–");
    assertThat(browser.texts("#detail dl div")).contains("Own cost0");
  }

  @Test
  void aCallWithoutUsageHasNoFiguresInTheTableAndBelowTheChart() throws IOException {
    show(
        List.of(
            Pictures.call("a", null, "tool", 0, 9, Map.of()),
            Pictures.call("b", "a", "tool", 0, 9, Map.of())));

    assertThat(browser.texts(".calls tbody tr:first-child td")).startsWith("tool", "–", "–", "–");
    assertThat(browser.texts("#detail dl div"))
        .startsWith("Cost–", "Tokens–")
        .noneMatch(fact -> fact.startsWith("Own"));
  }

  @Test
  void usageInASummaryThatIsThatOfTheCallsBelowIsNotItsOwn() throws IOException {
    List<Call> calls =
        List.of(
            Pictures.call("a", null, "agent", 0, 9, Map.of("bge-m3", 10L)),
            Pictures.call("b", "a", "embed", 1, 8, Map.of("bge-m3", 10L)));
    TallyOptions inclusive = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    show(Pictures.of(calls, Tally.with(Pictures.PRICES).with(inclusive).report(calls)));

    assertThat(browser.texts(".calls tbody td:nth-child(3)")).containsExactly("0", "unpriced");
  }
}
