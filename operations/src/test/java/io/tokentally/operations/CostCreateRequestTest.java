package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body of {@code /cost/create} may hold: the contract's CostCreateReq and Input. */
class CostCreateRequestTest {

  @Test
  void readsEveryProperty() {
    CostCreateReq request =
        CostCreateReq.parse(
            """
            {"project_id":"p/one","costs":{"m":{\
            "prompt_token_cost":0.01,"completion_token_cost":0.02,\
            "cache_read_input_token_cost":0.03,"cache_creation_input_token_cost":0.04,\
            "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"CHF",\
            "effective_date":"2024-05-06T07:08:09Z","provider_id":"openai"}},\
            "wb_user_id":"user-1"}""");
    assertThat(request.projectId()).isEqualTo("p/one");
    assertThat(request.wbUserId()).isEqualTo("user-1");
    assertThat(request.costs()).containsOnlyKeys("m");
    CostCreateInput input = request.costs().get("m");
    assertThat(input.promptTokenCost()).isEqualTo("0.01");
    assertThat(input.completionTokenCost()).isEqualTo("0.02");
    assertThat(input.cacheReadInputTokenCost()).isEqualTo("0.03");
    assertThat(input.cacheCreationInputTokenCost()).isEqualTo("0.04");
    assertThat(input.promptTokenCostUnit()).isEqualTo("EUR");
    assertThat(input.completionTokenCostUnit()).isEqualTo("CHF");
    assertThat(input.effectiveDate()).isEqualTo("2024-05-06T07:08:09Z");
    assertThat(input.providerId()).isEqualTo("openai");
  }

  @Test
  void leavesAbsentWhatIsNotThereOrNull() {
    CostCreateReq absent =
        CostCreateReq.parse(
            """
            {"project_id":"p","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":2}}}""");
    CostCreateReq nulls =
        CostCreateReq.parse(
            """
            {"project_id":"p","wb_user_id":null,"costs":{"m":{"prompt_token_cost":1,\
            "completion_token_cost":2,"prompt_token_cost_unit":null,\
            "completion_token_cost_unit":null,"effective_date":null,"provider_id":null}}}""");
    assertThat(nulls).isEqualTo(absent);
    assertThat(absent.wbUserId()).isNull();
    CostCreateInput input = absent.costs().get("m");
    assertThat(input.cacheReadInputTokenCost()).isNull();
    assertThat(input.cacheCreationInputTokenCost()).isNull();
    assertThat(input.promptTokenCostUnit()).isNull();
    assertThat(input.completionTokenCostUnit()).isNull();
    assertThat(input.effectiveDate()).isNull();
    assertThat(input.providerId()).isNull();
  }

  @Test
  void keepsModelsInOrderWhateverTheirNames() {
    CostCreateReq request =
        CostCreateReq.parse(
            """
            {"project_id":"","costs":{"z":{"prompt_token_cost":1,"completion_token_cost":2},\
            "":{"prompt_token_cost":0,"completion_token_cost":0},\
            "costs":{"prompt_token_cost":3,"completion_token_cost":4}}}""");
    assertThat(request.projectId()).isEmpty();
    assertThat(request.costs().keySet()).containsExactly("z", "", "costs");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"costs":{}}                      | ["body","project_id"] missing: required, but not there
          {"project_id":"p"}                | ["body","costs"] missing: required, but not there
          {"project_id":null,"costs":{}}    | ["body","project_id"] type: expected a string, found null
          {"project_id":5,"costs":{}}       | ["body","project_id"] type: expected a string, found 5
          {"project_id":["p"],"costs":{}}   | ["body","project_id"] type: expected a string, found a list of 1
          {"project_id":"p","costs":null}   | ["body","costs"] type: expected an object, found null
          {"project_id":"p","costs":[]}     | ["body","costs"] type: expected an object, found a list of 0
          {"project_id":"p","costs":"m"}    | ["body","costs"] type: expected an object, found string "m"
          {"project_id":"p","costs":{},"wb_user_id":7}  | ["body","wb_user_id"] type: expected a string, found 7
          {"project_id":"p","costs":{},"wb_user_id":{}} | ["body","wb_user_id"] type: expected a string, found an empty object
          {"project_id":"p","costs":{},"extra":1} | ["body","extra"] extra_forbidden: unknown member; known: project_id, wb_user_id, costs
          {"project_id":"p","costs":{"m":null}} | ["body","costs","m"] type: expected an object, found null
          {"project_id":"p","costs":{"m":5}}    | ["body","costs","m"] type: expected an object, found 5
          {"project_id":"p","costs":{"m":[]}}   | ["body","costs","m"] type: expected an object, found a list of 0
          []     | ["body"] type: expected an object, found a list of 0
          null   | ["body"] type: expected an object, found null
          "text" | ["body"] type: expected an object, found string "text"
          """)
  void refusesWhatTheContractDoesNotAllow(String body, String fault) {
    assertThat(Refusals.of(() -> CostCreateReq.parse(body))).containsExactly(fault);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          prompt_token_cost     | null  | type: expected a number, found null
          prompt_token_cost     | "0.1" | type: expected a number, found string "0.1"
          prompt_token_cost     | true  | type: expected a number, found true
          prompt_token_cost     | {}    | type: expected a number, found an empty object
          prompt_token_cost     | -1    | value: expected a rate of 0 or more, found -1
          prompt_token_cost     | -0.10 | value: expected a rate of 0 or more, found -0.1
          completion_token_cost | null  | type: expected a number, found null
          completion_token_cost | "5"   | type: expected a number, found string "5"
          completion_token_cost | [1]   | type: expected a number, found a list of 1
          completion_token_cost | -1e-9 | value: expected a rate of 0 or more, found -0.000000001
          cache_read_input_token_cost | null | type: expected a number, found null
          cache_read_input_token_cost | ""   | type: expected a number, found string ""
          cache_read_input_token_cost | -2   | value: expected a rate of 0 or more, found -2
          cache_creation_input_token_cost | null  | type: expected a number, found null
          cache_creation_input_token_cost | false | type: expected a number, found false
          cache_creation_input_token_cost | -3    | value: expected a rate of 0 or more, found -3
          prompt_token_cost_unit     | 1     | type: expected a string, found 1
          prompt_token_cost_unit     | []    | type: expected a string, found a list of 0
          completion_token_cost_unit | true  | type: expected a string, found true
          completion_token_cost_unit | {}    | type: expected a string, found an empty object
          provider_id                | 2.5   | type: expected a string, found 2.5
          provider_id                | []    | type: expected a string, found a list of 0
          effective_date | 1709251200         | type: expected a string, found 1709251200
          effective_date | {}                 | type: expected a string, found an empty object
          effective_date | "soon"             | value: expected a date such as 2024-06-15T10:00:00Z, found "soon"
          effective_date | ""                 | value: expected a date such as 2024-06-15T10:00:00Z, found ""
          effective_date | "2024-02-30"       | value: expected a date such as 2024-06-15T10:00:00Z, found "2024-02-30"
          effective_date | "2024-1-2"         | value: expected a date such as 2024-06-15T10:00:00Z, found "2024-1-2"
          effective_date | "2024-01-02T24:00" | value: expected a date such as 2024-06-15T10:00:00Z, found "2024-01-02T24:00"
          effective_date | "20240102"         | value: expected a date such as 2024-06-15T10:00:00Z, found "20240102"
          effective_date | "0000-01-02"       | value: expected a date such as 2024-06-15T10:00:00Z, found "0000-01-02"
          prompt_cost    | 1                  | extra_forbidden: unknown member; known: prompt_token_cost, completion_token_cost, cache_read_input_token_cost, cache_creation_input_token_cost, prompt_token_cost_unit, completion_token_cost_unit, effective_date, provider_id
          """)
  void refusesAPriceThatTheContractDoesNotAllow(String property, String value, String fault) {
    String price = "\"prompt_token_cost\":1,\"completion_token_cost\":2,";
    String others = price.replaceFirst("\"" + property + "\":[12],", "");
    String body =
        "{\"project_id\":\"p\",\"costs\":{\"m\":{%s\"%s\":%s}}}".formatted(others, property, value);
    assertThat(Refusals.of(() -> CostCreateReq.parse(body)))
        .containsExactly("[\"body\",\"costs\",\"m\",\"" + property + "\"] " + fault);
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String body =
        """
        {"costs":{"a":{"prompt_token_cost":"1"},"b":{"prompt_token_cost":1,\
        "completion_token_cost":-2,"effective_date":"x"}},"wb_user_id":1,"other":2}""";
    assertThat(Refusals.of(() -> CostCreateReq.parse(body)))
        .containsExactlyInAnyOrder(
            "[\"body\",\"project_id\"] missing: required, but not there",
            "[\"body\",\"costs\",\"a\",\"prompt_token_cost\"] type: expected a number, found string"
                + " \"1\"",
            "[\"body\",\"costs\",\"a\",\"completion_token_cost\"] missing: required, but not there",
            "[\"body\",\"costs\",\"b\",\"completion_token_cost\"] value: expected a rate of 0 or"
                + " more, found -2",
            "[\"body\",\"costs\",\"b\",\"effective_date\"] value: expected a date such as"
                + " 2024-06-15T10:00:00Z, found \"x\"",
            "[\"body\",\"wb_user_id\"] type: expected a string, found 1",
            "[\"body\",\"other\"] extra_forbidden: unknown member; known: project_id, wb_user_id,"
                + " costs");
  }
}
