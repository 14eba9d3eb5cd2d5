package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on screens of usual widths: nothing has to be scrolled sideways. */
class WidthsBrowserTest extends PageTests {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"claude-sonnet-4-5-20250929": {"prompt_token_cost": 0.000003, "completion_token_cost": 0.000015,
                      "cache_read_input_token_cost": 0.0000003,
                      "cache_creation_input_token_cost": 0.00000375},
           "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}
          """);

  /** Gives what is wider than its place, by its tag and class. */
  private static final String TOO_WIDE =
      """
      return [...document.querySelectorAll('html, .scroll')]
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => (each.querySelector('table') ?? each).className + ' ' + each.scrollWidth + ' in ' + each.clientWidth)""";

  private static final String FIGURES =
      """
      return [...document.querySelectorAll('.models td')].every((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        return left >= 0 && right <= innerWidth;
      })""";

  private static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String model :
        List.of("claude-sonnet-4-5-20250929", "gpt-4o", "a-model-without-a-price")) {
      Map<String, Object> usage =
          Map.of(
              "requests",
              12_345,
              "prompt_tokens",
              1_234_567_890L,
              "completion_tokens",
              123_456_789,
              "cache_read_input_tokens",
              987_654_321,
              "cache_creation_input_tokens",
              76_543_210);
      calls.add(
          Call.builder()
              .id("019a963e-1406-74d3-b18b-" + model)
              .opName("answer_the_question_of_a_customer_" + model)
              .startedAt(Pictures.START)
              .endedAt(Pictures.START.plusMillis(123_456))
              .summary(Map.of("usage", Map.of(model, usage)))
              .build());
    }
    return calls;
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 768, 1000, 1280, 1600})
  void nothingIsWiderThanTheScreen(int width) throws IOException {
    List<Call> calls = calls();
    show(Pictures.of(calls, Tally.with(PRICES).report(calls)));
    browser.narrow(width);

    assertThat((List<?>) browser.run(TOO_WIDE)).isEmpty();
    assertThat((Boolean) browser.run(FIGURES)).isTrue();
    assertThat(browser.texts(".models tbody tr:first-child td"))
        .contains("12,345", "1,234,567,890", "987,654,321", "76,543,210");
  }
}
