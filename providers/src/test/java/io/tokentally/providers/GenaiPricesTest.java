package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** genai-prices: from its entries to rows. */
class GenaiPricesTest {

  /** {@return a list with one provider and these models} */
  private static PriceList models(String models) {
    return PriceLists.genaiPrices("[{\"id\":\"p\",\"models\":[" + models + "]}]");
  }

  private static String model(String id, String prices) {
    return "{\"id\":\""
        + id
        + "\",\"match\":{\"equals\":\""
        + id
        + "\"},\"prices\":"
        + prices
        + "}";
  }

  private static PriceList prices(String prices) {
    return models(model("m", prices));
  }

  @Test
  void aMillionTokensBecomeOne() {
    PriceList list =
        prices(
            """
            {"input_mtok":2.5,"output_mtok":10,"cache_read_mtok":1.25,"cache_write_mtok":3.125}""");
    PriceRow row = list.rows().get(0);
    assertThat(row.id()).isEqualTo("genai-prices/p/m");
    assertThat(row.llmId()).isEqualTo("m");
    assertThat(row.providerId()).isEqualTo("p");
    assertThat(row.effectiveDate()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(row.promptTokenCost()).isEqualTo("0.0000025");
    assertThat(row.completionTokenCost()).isEqualTo("0.00001");
    assertThat(row.cacheReadInputTokenCost()).isEqualTo("0.00000125");
    assertThat(row.cacheCreationInputTokenCost()).isEqualTo("0.000003125");
    assertThat(row.cacheCreation1hInputTokenCost()).isNull();
    assertThat(list.name()).isEqualTo("genai-prices");
    assertThat(list.asOf()).isNull();
    assertThat(list).hasToString("genai-prices: 1 entries, 1 loaded");
  }

  @Test
  void everyKindHasItsRate() {
    PriceRow row =
        prices(
                """
                {"input_mtok":4,"output_mtok":16,"cache_read_mtok":1,"cache_write_mtok":5,
                 "cache_write_1h_mtok":8,"output_reasoning_mtok":20,"input_audio_mtok":32,
                 "output_audio_mtok":64,"cache_audio_read_mtok":0.4,"input_image_mtok":6,
                 "output_image_mtok":30,"cache_image_read_mtok":0.5,"input_video_mtok":7,
                 "output_video_mtok":17.5,"output_citation_mtok":2,"requests_kcount":12,
                 "web_searches_kcount":10}""")
            .rows()
            .get(0);
    assertThat(row.cacheCreation1hInputTokenCost()).isEqualTo("0.000008");
    assertThat(row.withoutRate()).isEmpty();
    assertThat(row.otherRates())
        .hasToString(
            "{cache_read_audio_tokens=4E-7, cache_read_image_tokens=5E-7,"
                + " citation_tokens=0.000002, input_audio_tokens=0.000032,"
                + " input_image_tokens=0.000006, input_video_tokens=0.000007,"
                + " output_audio_tokens=0.000064, output_image_tokens=0.00003,"
                + " output_video_tokens=0.0000175, reasoning_tokens=0.00002, requests=0.012,"
                + " web_search_requests=0.01}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"input_audio_mtok":1}                               | [completion_tokens, prompt_tokens]
          {"input_mtok":1}                                     | [completion_tokens]
          {"output_mtok":1}                                    | [prompt_tokens]
          {"input_mtok":0,"output_mtok":0,"requests_kcount":5} | [completion_tokens, prompt_tokens]
          """)
  void whatAnEntryLeavesOpenHasNoRate(String prices, String kinds) {
    assertThat(prices(prices).rows().get(0).withoutRate()).hasToString(kinds);
  }

  @Test
  void tiersOfDifferentRatesMerge() {
    PriceRow row =
        prices(
                """
                {"input_mtok":{"base":1,"tiers":[{"start":100,"price":2},{"start":300,"price":3}]},
                 "output_mtok":{"base":4,"tiers":[{"start":200,"price":5}]},"cache_read_mtok":6}""")
            .rows()
            .get(0);
    assertThat(row.promptTokenCost()).isEqualTo("0.000001");
    assertThat(row.variants())
        .extracting(GenaiPricesTest::brief)
        .containsExactly(
            "above 100 prompt tokens: 0.000002 0.000004 0.000006",
            "above 200 prompt tokens: 0.000002 0.000005 0.000006",
            "above 300 prompt tokens: 0.000003 0.000005 0.000006");
  }

  private static String brief(PriceVariant variant) {
    return variant.label()
        + ": "
        + variant.promptTokenCost().toPlainString()
        + " "
        + variant.completionTokenCost().toPlainString()
        + (variant.cacheReadInputTokenCost() == null
            ? ""
            : " " + variant.cacheReadInputTokenCost().toPlainString());
  }

  @Test
  void datedPricesAreRowsOfTheirOwn() {
    PriceList list =
        prices(
            """
            [{"prices":{"input_mtok":1,"output_mtok":1}},
             {"constraint":{"start_date":"2026-03-13"},"prices":{"input_mtok":2,"output_mtok":2}}]
            """);
    assertThat(list.rows())
        .extracting(row -> row.id() + " " + row.effectiveDate() + " " + row.promptTokenCost())
        .containsExactly(
            "genai-prices/p/m 0001-01-01T00:00:00Z 0.000001",
            "genai-prices/p/m@2026-03-13 2026-03-13T00:00:00Z 0.000002");
    assertThat(list.loaded()).isEqualTo(1);
  }

  @Test
  void theLastActivePriceWinsAndTheFirstIsTheFallback() {
    PriceList list =
        prices(
            """
            [{"constraint":{"start_date":"2026-03-01"},"prices":{"input_mtok":1,"output_mtok":1}},
             {"constraint":{"start_date":"2026-09-01"},"prices":{"input_mtok":2,"output_mtok":2}},
             {"constraint":{"start_date":"2026-06-01"},"prices":{"input_mtok":3,"output_mtok":3}}]
            """);
    assertThat(list.rows())
        .extracting(
            row -> row.effectiveDate().toString().substring(0, 10) + " " + row.promptTokenCost())
        .containsExactly(
            "0001-01-01 0.000001",
            "2026-03-01 0.000001",
            "2026-06-01 0.000003",
            "2026-09-01 0.000003");
  }

  @Test
  void hoursAreVariantsOfTheRowBeforeThem() {
    PriceRow row =
        prices(
                """
                [{"prices":{"input_mtok":{"base":1,"tiers":[{"start":100,"price":2}]},
                            "output_mtok":1}},
                 {"constraint":{"start_time":"00:30:00Z","end_time":"18:30:00+02:00"},
                  "prices":{"input_mtok":{"base":3,"tiers":[{"start":50,"price":4}]},
                            "output_mtok":3}}]
                """)
            .rows()
            .get(0);
    assertThat(row.promptTokenCost()).isEqualTo("0.000001");
    assertThat(row.variants())
        .extracting(GenaiPricesTest::brief)
        .containsExactly(
            "above 100 prompt tokens: 0.000002 0.000001",
            "00:30 to 16:30 UTC: 0.000003 0.000003",
            "above 50 prompt tokens, 00:30 to 16:30 UTC: 0.000004 0.000003");
    assertThat(row.variants().get(1).hoursFrom()).isEqualTo(LocalTime.of(0, 30));
  }

  @Test
  void aPriceThatComesAfterHoursHidesThem() {
    PriceList list =
        prices(
            """
            [{"prices":{"input_mtok":1,"output_mtok":1}},
             {"constraint":{"start_time":"01:00Z","end_time":"02:00Z"},
              "prices":{"input_mtok":2,"output_mtok":2}},
             {"constraint":{"start_date":"2026-01-01"},"prices":{"input_mtok":3,"output_mtok":3}}]
            """);
    assertThat(list.rows()).extracting(row -> row.variants().size()).containsExactly(1, 0);
  }

  @ParameterizedTest(name = "completion rate 0: {0}")
  @CsvSource({"text-embedding-9", "Rerank-2", "voyage-x", "bge-m3"})
  void aModelWithoutOutputNeedsNoCompletionRate(String id) {
    PriceRow row = models(model(id, "{\"input_mtok\":1}")).rows().get(0);
    assertThat(row.completionTokenCost()).isEqualTo("0");
  }

  @Test
  void aNullIsAbsentAndAFreeModelIsFree() {
    PriceList list =
        prices("{\"input_mtok\":0,\"output_mtok\":0,\"cache_read_mtok\":null,\"x_mtok\":0}");
    assertThat(list.rows().get(0).promptTokenCost()).isEqualTo("0");
    assertThat(list.rows().get(0).cacheReadInputTokenCost()).isNull();
    assertThat(list.partly()).containsExactly(new PartialEntry("p/m", List.of("x_mtok")));
  }

  @Test
  void tellsWhatIsLeftOut() {
    PriceList list =
        prices(
            """
            [{"prices":{"input_mtok":1,"requests_kcount":5,"output_mtok":1}},
             {"prices":{"input_mtok":1,"input_smell_mtok":5,"output_mtok":1,"visits_kcount":6}}]
            """);
    assertThat(list.partly())
        .containsExactly(new PartialEntry("p/m", List.of("input_smell_mtok", "visits_kcount")));
  }

  @Test
  void takesNoPriceAtAllAsFreeWhereTheNameSaysSo() {
    PriceList list =
        PriceLists.genaiPrices(
            """
            [{"id":"p","models":[{"id":"m:free","match":{"equals":"m:free"},"prices":{}}]}]""");
    assertThat(list.rows()).hasSize(1);
    assertThat(list.rows().get(0).promptTokenCost()).isEqualByComparingTo("0");
    assertThat(list.rows().get(0).completionTokenCost()).isEqualByComparingTo("0");
    assertThat(list.partly())
        .containsExactly(
            new PartialEntry(
                "p/m:free", List.of("no price at all, taken as free as the name says")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                  | has no price
          []                                  | has no price
          {"input_mtok":0,"output_mtok":0,"visits_kcount":5} | is charged by visits_kcount, not per token
          5                                   | prices: expected an object of prices, found 5
          null                                | prices: expected an object of prices, found null
          [{"input_mtok":1,"output_mtok":1}]  | prices[0].prices: expected an object of prices, found null
          [7]                                 | prices[0]: expected an object, found 7
          {"input_mtok":"1","output_mtok":-2} | prices.input_mtok: expected a number, found string "1"; prices.output_mtok: expected a rate of 0 or more, found -2
          {"input_mtok":1e-998,"output_mtok":1} | prices.input_mtok: expected a rate with at most 1000 digits before and after the point
          {"input_mtok":1e999999,"output_mtok":1} | prices.input_mtok: expected a rate with at most 1000 digits before and after the point
          {"input_mtok":{},"output_mtok":1}   | prices.input_mtok.base: expected a number, found null; prices.input_mtok.tiers: expected a list, found null
          {"input_mtok":{"base":1,"tiers":[{"start":0,"price":1}]},"output_mtok":1} | prices.input_mtok.tiers[0].start: expected 1 or more tokens, found 0
          {"input_mtok":{"base":1,"tiers":[{"start":9,"price":1},{"start":9,"price":2}]},"output_mtok":1} | prices.input_mtok.tiers[1].start: expected 10 or more tokens, found 9
          {"input_mtok":{"base":1,"tiers":[{"start":1.5,"price":1}]},"output_mtok":1} | prices.input_mtok.tiers[0].start: expected an integer, found 1.5
          [{"constraint":5,"prices":{"input_mtok":1,"output_mtok":1}}] | prices[0].constraint: expected an object, found 5
          [{"constraint":{"region":"eu"},"prices":{"input_mtok":1,"output_mtok":1}}] | prices[0].constraint: expected start_date, or start_time and end_time, found an object
          [{"constraint":{"start_date":"2026-02-30"},"prices":{"input_mtok":1,"output_mtok":1}}] | prices[0].constraint.start_date: expected a day such as 2026-03-13, found string "2026-02-30"
          [{"constraint":{"start_time":"16:30","end_time":"17:00Z"},"prices":{"input_mtok":1,"output_mtok":1}}] | prices[0].constraint.start_time: expected a time of day such as 16:30:00Z, found string "16:30"
          [{"constraint":{"start_time":"17:00Z","end_time":"17:00Z"},"prices":{"input_mtok":1,"output_mtok":1}}] | prices[0].constraint: expected two times that differ, found 17:00 twice
          {"a":1,"a":2}                       | prices.a: key written twice in one object: "a"
          """)
  void tellsWhyAnEntryIsSkipped(String prices, String reason) {
    PriceList list = prices(prices);
    assertThat(list.entries()).isEqualTo(1);
    assertThat(list.rows()).isEmpty();
    assertThat(list.skipped()).containsExactly(new SkippedEntry("p/m", reason));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                  | match: expected an object, found null
          {}                    | match: expected one of equals, starts_with, ends_with, contains, regex, or, and, found 0 members
          {"like":"x"}          | match: expected one of equals, starts_with, ends_with, contains, regex, or, and, found "like"
          {"equals":5}          | match.equals: expected a string, found 5
          {"or":{}}             | match.or: expected a list, found an empty object
          {"and":[{"regex":"("}]} | match.and[0].regex: expected a regular expression, found "("
          {"regex":"(a+)+$"}    | match.regex: expected a pattern without repeated groups and without flags, found "(a+)+$"
          """)
  void tellsWhichMatchClauseIsWrong(String match, String reason) {
    PriceList list =
        models(
            "{\"id\":\"m\",\"match\":"
                + match
                + ",\"prices\":{\"input_mtok\":1,\"output_mtok\":1}}");
    assertThat(list.skipped()).containsExactly(new SkippedEntry("p/m", reason));
  }

  @Test
  void oneBadEntryCostsOnlyItself() {
    String rates = "{\"input_mtok\":1,\"output_mtok\":2}";
    String good = model("good", rates);
    PriceList list = models("[],{\"id\":7}," + good + "," + good + "," + model("bad", "true"));
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("good");
    assertThat(list.skipped())
        .containsExactly(
            new SkippedEntry("p/models[0]", "expected an object, found a list of 0"),
            new SkippedEntry("p/models[1]", "id: expected a string, found 7"),
            new SkippedEntry("p/good", "an earlier entry has the same name"),
            new SkippedEntry("p/bad", "prices: expected an object of prices, found true"));
    assertThat(list.entries()).isEqualTo(5);
  }

  @Test
  void aBadProviderCostsItsOwnModels() {
    String rates = "{\"input_mtok\":1,\"output_mtok\":2}";
    PriceList list =
        PriceLists.genaiPrices(
            "[5,{\"id\":\"none\"},{\"id\":\"fall\",\"fallback_model_providers\":[3],\"models\":["
                + model("m", rates)
                + "]},{\"id\":\"odd\",\"provider_match\":{\"equals\":1},\"models\":["
                + model("m", rates)
                + "]},{\"id\":\"p\",\"models\":["
                + model("m", rates)
                + "]}]");
    assertThat(list.rows()).extracting(PriceRow::providerId).containsExactly("p");
    assertThat(list.skipped())
        .containsExactly(
            new SkippedEntry("[0]", "expected an object, found 5"),
            new SkippedEntry("[1]", "models: required, but not there"),
            new SkippedEntry("fall/m", "fallback_model_providers[0]: expected a string, found 3"),
            new SkippedEntry("odd/m", "provider_match.equals: expected a string, found 1"));
    assertThat(list.entries()).isEqualTo(5);
  }
}
