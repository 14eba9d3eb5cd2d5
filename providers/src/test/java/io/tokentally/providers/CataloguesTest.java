package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CataloguesTest {

  private static final String MODELS_DEV =
      """
      {"openai":{"id":"openai","name":"OpenAI","models":{
         "owl":{"id":"owl","cost":{"input":2.5,"output":10,"cache_read":1.25,"cache_write":3,
           "reasoning":12,"input_audio":40,"output_audio":80,"smell":1,
           "context_over_200k":{"input":5,"output":15},
           "tiers":[{"input":5,"output":15,"cache_read":2.5,
                     "tier":{"type":"context","size":200000}}]}},
         "plain":{"cost":{"input":3,"output":9,"context_over_200k":{"input":6,"output":18}}},
         "nothing":{"name":"Nothing"}}},
       "copilot":{"models":{"owl":{"cost":{"input":0,"output":0}},
         "gift:free":{"cost":{"input":0,"output":0}}}},
       "amazon-bedrock":{"models":{"bear":{"cost":{"input":4,"output":8}}}}}
      """;

  private static final String OPEN_ROUTER =
      """
      {"data":[
        {"id":"openai/owl","pricing":{"prompt":"0.0000025","completion":"0.00001","request":"0",
          "image":"0.001","web_search":"0.01","internal_reasoning":"0","audio":"0.00004",
          "input_cache_read":"0.00000125","input_cache_write":"0.000003",
          "input_cache_write_1h":"0.000005","discount":0,
          "overrides":[{"min_prompt_tokens":200000,"prompt":"0.000005"},
            {"utc_start":"16:30","utc_end":"00:30","completion":"0.000008"}]}},
        {"id":"openai/cheap","pricing":{"prompt":0.002,"completion":0.004,"discount":0.25}},
        {"id":"openai/gift:free","pricing":{"prompt":"0","completion":"0"}},
        {"id":"router/auto","pricing":{"prompt":"-1","completion":"-1"}}]}
      """;

  private static PriceRow row(PriceList list, String model) {
    return list.rows().stream()
        .filter(row -> row.llmId().equals(model))
        .findFirst()
        .orElseThrow(() -> new AssertionError(list.skipped()));
  }

  private static String brief(PriceVariant variant) {
    return variant.label()
        + ": "
        + variant.promptTokenCost().toPlainString()
        + " "
        + variant.completionTokenCost().toPlainString();
  }

  @Test
  void modelsDevHasKindsAndContextTiers() {
    PriceList list = PriceLists.parse(MODELS_DEV);
    assertThat(list).hasToString("models.dev: 6 entries, 4 loaded");
    PriceRow row = row(list, "owl");
    assertThat(row.id()).isEqualTo("models.dev/openai/owl");
    assertThat(row.providerId()).isEqualTo("openai");
    assertThat(row.source()).isEqualTo("models.dev");
    assertThat(row.promptTokenCost()).isEqualTo("0.0000025");
    assertThat(row.cacheReadInputTokenCost()).isEqualTo("0.00000125");
    assertThat(row.otherRates())
        .hasToString(
            "{input_audio_tokens=0.00004, output_audio_tokens=0.00008, reasoning_tokens=0.000012}");
    assertThat(row.variants())
        .extracting(CataloguesTest::brief)
        .containsExactly("above 200000 prompt tokens: 0.000005 0.000015");
    assertThat(row(list, "plain").variants())
        .extracting(CataloguesTest::brief)
        .containsExactly("above 200000 prompt tokens: 0.000006 0.000018");
    assertThat(list.partly())
        .containsExactly(new PartialEntry("openai/owl", List.of("cost.smell")));
    assertThat(list.skipped())
        .containsExactly(
            new SkippedEntry("openai/nothing", "has no price"),
            new SkippedEntry(
                "copilot/owl",
                "all rates are 0: free, or without a price, which the list does not say"));
  }

  @Test
  void openRouterHasOverridesAndDiscounts() {
    PriceList list = PriceLists.parse(OPEN_ROUTER);
    PriceRow row = row(list, "openai/owl");
    assertThat(row.providerId()).isEqualTo("openrouter");
    assertThat(row.cacheCreation1hInputTokenCost()).isEqualTo("0.000005");
    assertThat(row.otherRates())
        .hasToString("{input_audio_tokens=0.00004, input_images=0.001, web_search_requests=0.01}");
    assertThat(row.variants())
        .extracting(CataloguesTest::brief)
        .containsExactly(
            "above 199999 prompt tokens: 0.000005 0.00001",
            "16:30 to 00:30 UTC: 0.0000025 0.000008",
            "above 199999 prompt tokens, 16:30 to 00:30 UTC: 0.000005 0.000008");
    assertThat(row(list, "openai/cheap").promptTokenCost()).isEqualTo("0.0015");
    assertThat(row(list, "openai/gift:free").promptTokenCost()).isEqualTo("0");
    assertThat(list.skipped())
        .extracting(SkippedEntry::entry)
        .containsExactly("openrouter/router/auto");
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          plain            | -       | EXACT openai plain
          plain            | openai  | EXACT openai plain
          plain-2026-01-02 | openai  | ALIAS openai plain
          plain            | azure   | unpriced
          bear             | bedrock | EXACT aws bear
          amazon/bear      | -       | ALIAS aws bear
          """)
  void modelsAreFoundUnderTheirProvider(String model, String provider, String expected) {
    assertThat(Matches.of(PriceLists.modelsDev(MODELS_DEV), model, provider)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"p":5}                                                | p: expected an object of models, found 5
          {"p":{"models":{"m":5}}}                               | p/m: expected an object, found 5
          {"p":{"models":{"m":{"cost":5}}}}                      | p/m: cost: expected an object, found 5
          {"p":{"models":{"m":{"cost":{"input":"1"}}}}}          | p/m: cost.input: expected a number, found string "1"
          {"p":{"models":{"m":{"cost":{"input":1,"tiers":[{"input":2}]}}}}} | p/m: cost.tiers[0]: expected rates with a tier of the type context, found an object
          {"p":{"models":{"m":{"cost":{"input":1,"tiers":[{"tier":{"type":"context","size":0}}]}}}}} | p/m: cost.tiers[0].tier.size: expected 1 or more tokens, found 0
          """)
  void modelsDevTellsWhyAnEntryIsSkipped(String json, String reason) {
    assertThat(skipped(PriceLists.modelsDev(json))).containsExactly(reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5                                       | data[0]: expected an object with an id, found 5
          {"id":"m"}                              | openrouter/m: has no price
          {"id":"m","pricing":5}                  | openrouter/m: pricing: expected an object, found 5
          {"id":"m","pricing":{"prompt":"x"}}     | openrouter/m: pricing.prompt: expected a number, found string "x"
          {"id":"m","pricing":{"prompt":"1e-6","overrides":5}} | openrouter/m: pricing.overrides: expected a list, found 5
          {"id":"m","pricing":{"prompt":"1e-6","overrides":[{"region":"eu"}]}} | openrouter/m: pricing.overrides[0]: expected min_prompt_tokens, or utc_start and utc_end, found other conditions
          {"id":"m","pricing":{"prompt":"1e-6","overrides":[{"utc_start":"16:30"}]}} | openrouter/m: pricing.overrides[0]: expected min_prompt_tokens, or utc_start and utc_end, found other conditions
          """)
  void openRouterTellsWhyAnEntryIsSkipped(String entry, String reason) {
    assertThat(skipped(PriceLists.openRouter("{\"data\":[" + entry + "]}")))
        .containsExactly(reason);
  }

  private static Stream<String> skipped(PriceList list) {
    return list.skipped().stream().map(entry -> entry.entry() + ": " + entry.reason());
  }

  @Test
  void whatIsNoCatalogueIsRejected() {
    assertThatThrownBy(() -> PriceLists.modelsDev("[]"))
        .isInstanceOf(ValidationException.class)
        .hasMessage("expected an object of providers, found a list of 0");
    assertThatThrownBy(() -> PriceLists.openRouter("{}"))
        .isInstanceOf(ValidationException.class)
        .hasMessage("expected an object with a list of models as data, found an empty object");
  }
}
