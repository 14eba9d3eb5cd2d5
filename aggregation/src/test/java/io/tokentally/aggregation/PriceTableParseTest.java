package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices from JSON: a body of {@code /cost/create}, or its costs alone. */
class PriceTableParseTest {

  private static final String COSTS =
      """
      {"m":{"prompt_token_cost":0.5,"completion_token_cost":0.25,\
      "cache_read_input_token_cost":0.125,"cache_creation_input_token_cost":0.75,\
      "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"CHF",\
      "effective_date":"2024-02-01","provider_id":"openai"},\
      "n":{"prompt_token_cost":2,"completion_token_cost":3}}""";

  @Test
  void readsTheCostsAlone() {
    PriceTable table = PriceTable.parse(COSTS);
    assertThat(table.rows()).hasSize(2);
    PriceRow row = table.rows().get(0);
    assertThat(row.id()).isEqualTo("m");
    assertThat(row.llmId()).isEqualTo("m");
    assertThat(row.isDefaultLevel()).isTrue();
    assertThat(row.promptTokenCost()).isEqualTo("0.5");
    assertThat(row.completionTokenCost()).isEqualTo("0.25");
    assertThat(row.cacheReadInputTokenCost()).isEqualTo("0.125");
    assertThat(row.cacheCreationInputTokenCost()).isEqualTo("0.75");
    assertThat(row.promptTokenCostUnit()).isEqualTo("EUR");
    assertThat(row.completionTokenCostUnit()).isEqualTo("CHF");
    assertThat(row.effectiveDate()).isEqualTo("2024-02-01T00:00:00Z");
    assertThat(row.providerId()).isEqualTo("openai");
    assertThat(row.createdAt()).isNull();
  }

  @Test
  void readsAWholeRequestLikeItsCosts() {
    String body = "{\"project_id\":\"p/one\",\"wb_user_id\":null,\"costs\":" + COSTS + "}";
    assertThat(PriceTable.parse(body).rows()).isEqualTo(PriceTable.parse(COSTS).rows());
  }

  @Test
  void fillsInWhatIsNotWritten() {
    PriceRow row = PriceTable.parse(COSTS).rows().get(1);
    assertThat(row.effectiveDate()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(row.promptTokenCostUnit()).isEqualTo("USD");
    assertThat(row.completionTokenCostUnit()).isEqualTo("USD");
    assertThat(row.providerId()).isNull();
    assertThat(row.cacheReadInputTokenCost()).isNull();
    assertThat(row.cacheCreationInputTokenCost()).isNull();
  }

  @Test
  void holdsForEveryProjectFromTheBeginningOfTime() {
    PriceTable table = PriceTable.parse(COSTS);
    Instant early = Instant.parse("0001-01-01T00:00:00Z");
    assertThat(table.choose("n", "any", early, TallyOptions.DEFAULT))
        .contains(new PriceChoice(table.rows().get(1), false, null));
    assertThat(table.choose("n", null, early, TallyOptions.DEFAULT)).isPresent();
  }

  @ParameterizedTest(name = "rates: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | 0 100 0 100 30 20 : 25 0 15 10
          ,"cache_read_input_token_cost":0          | 0 100 0 100 30 20 : 25 0 0 10
          ,"cache_creation_input_token_cost":0      | 0 100 0 100 30 20 : 25 0 15 0
          ,"cache_read_input_token_cost":0.1        | 0 100 0 100 30 20 : 25 0 3 10
          """)
  void anAbsentCacheRateIsThePromptRateAndZeroIsFree(String rates, String usage) {
    PriceTable table =
        PriceTable.parse(
            "{\"m\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":1" + rates + "}}");
    UsageReport report =
        Tally.with(table)
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"m":{"prompt_tokens":100,"cache_read_input_tokens":30,"cache_creation_input_tokens":20}}}}
                    """));
    assertThat(Given.brief(report.usage("a").get("m"))).isEqualTo(usage);
    assertThat(report.notes())
        .extracting(UsageNote::kind)
        .containsExactly(UsageNote.Kind.CONVENTION_UNDECIDED);
  }

  @Test
  void readsAModelThatIsCalledCosts() {
    String costs = "{\"costs\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}}";
    assertThat(PriceTable.parse(costs).rows()).extracting(PriceRow::llmId).containsExactly("costs");
    String body = "{\"project_id\":\"p\",\"costs\":" + costs + "}";
    assertThat(PriceTable.parse(body).rows()).extracting(PriceRow::llmId).containsExactly("costs");
  }

  @Test
  void readsNoPrices() {
    assertThat(PriceTable.parse("{}").rows()).isEmpty();
    assertThat(PriceTable.parse("{\"project_id\":\"p\",\"costs\":{}}").rows()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          []                              | [] type: expected an object, found a list of 0
          null                            | [] type: expected an object, found null
          {"m":null}                      | ["m"] type: expected an object, found null
          {"m":{"prompt_token_cost":1}}   | ["m","completion_token_cost"] missing: required, but not there
          {"m":{"completion_token_cost":1}} | ["m","prompt_token_cost"] missing: required, but not there
          {"m":{"prompt_token_cost":-1,"completion_token_cost":1}}   | ["m","prompt_token_cost"] value: expected a rate of 0 or more, found -1
          {"m":{"prompt_token_cost":"1","completion_token_cost":1}}  | ["m","prompt_token_cost"] type: expected a number, found string "1"
          {"m":{"prompt_token_cost":1e-999999999,"completion_token_cost":1}} | ["m","prompt_token_cost"] value: expected a rate with at most 1000 digits before and after the point
          {"m":{"prompt_token_cost":1,"completion_token_cost":1,"x":0}} | ["m","x"] extra_forbidden: unknown member; known: prompt_token_cost, completion_token_cost, cache_read_input_token_cost, cache_creation_input_token_cost, prompt_token_cost_unit, completion_token_cost_unit, effective_date, provider_id
          {"project_id":"p","costs":{"m":{"prompt_token_cost":1}}}   | ["costs","m","completion_token_cost"] missing: required, but not there
          {"project_id":5,"costs":{}}     | ["project_id"] type: expected a string, found 5
          {"project_id":"p","costs":{},"x":1} | ["x"] extra_forbidden: unknown member; known: project_id, wb_user_id, costs
          {"m":{"prompt_token_cost":1,"completion_token_cost":1},"m":{"prompt_token_cost":1,"completion_token_cost":1}} | ["m"] json: key written twice in one object: "m"
          {"m":{"prompt_token_cost":1,"prompt_token_cost":1,"completion_token_cost":1}} | ["m","prompt_token_cost"] json: key written twice in one object: "prompt_token_cost"
          """)
  void refusesAnythingElse(String json, String fault) {
    assertThat(Refusals.of(() -> PriceTable.parse(json))).containsExactly(fault);
  }

  @Test
  void refusesTextThatIsNoJson() {
    assertThat(Refusals.of(() -> PriceTable.parse("{\"m\":")))
        .singleElement()
        .asString()
        .startsWith("[] json: not JSON: ")
        .contains("at line 1, column ");
  }

  @Test
  void tellsAllFaultsAtOnce() {
    assertThat(
            Refusals.of(
                () ->
                    PriceTable.parse(
                        """
                        {"m":{"prompt_token_cost":-1},"n":5,\
                        "o":{"prompt_token_cost":1,"completion_token_cost":1,"provider_id":7}}""")))
        .containsExactlyInAnyOrder(
            "[\"m\",\"prompt_token_cost\"] value: expected a rate of 0 or more, found -1",
            "[\"m\",\"completion_token_cost\"] missing: required, but not there",
            "[\"n\"] type: expected an object, found 5",
            "[\"o\",\"provider_id\"] type: expected a string, found 7");
  }
}
