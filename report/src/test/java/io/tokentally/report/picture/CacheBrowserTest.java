package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the cache saved, as a reader of the page sees it. */
class CacheBrowserTest extends PageTests {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"claude": {"prompt_token_cost": 0.000003, "completion_token_cost": 0.000015,
                      "cache_read_input_token_cost": 0.0000003,
                      "cache_creation_input_token_cost": 0.00000375}}
          """);

  private static Call call(String model, int read, int written) {
    Map<String, Object> usage =
        Map.of(
            "prompt_tokens",
            2_000_000,
            "cache_read_input_tokens",
            read,
            "cache_creation_input_tokens",
            written);
    return Call.builder()
        .id(model)
        .opName("chat")
        .startedAt(Pictures.START)
        .summary(Map.of("usage", Map.of(model, usage)))
        .build();
  }

  private void show(Call... calls) throws IOException {
    List<Call> all = List.of(calls);
    show(Pictures.of(all, Tally.with(PRICES).report(all)));
  }

  @Test
  void savingsAreRoundedAndExact() throws IOException {
    show(call("claude", 1_234_567, 1_001));

    // 1,234,567 x 0.0000027; 1,001 x 0.00000075
    assertThat(browser.texts("#cache tbody tr > *"))
        .containsExactly("claude", "1,234,567", "3.33 USD", "1,001", "0.000751 USD", "3.33 USD");
    assertThat(browser.findAll("#cache .amount").stream().map(each -> each.getAttribute("title")))
        .containsExactly("3.3333309 USD", "0.00075075 USD", "3.33258015 USD");
  }

  @Test
  void whatIsNotKnownHasItsReason() throws IOException {
    show(call("local", 10, 0));

    assertThat(browser.texts("#cache tbody tr > *"))
        .containsExactly("local", "10", "not known", "0", "0", "not known");
    assertThat(browser.texts("#cache ~ .hint, .scroll:has(#cache) ~ .hint"))
        .containsExactly("Not known: local: 10 cache_read_input_tokens without a price.");
  }

  @Test
  void thereIsNoTableWithoutACache() throws IOException {
    show(call("claude", 0, 0));

    assertThat(browser.findAll("#cache")).isEmpty();
  }
}
