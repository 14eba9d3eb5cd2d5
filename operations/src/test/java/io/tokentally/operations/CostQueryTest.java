package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.Refusals;
import io.tokentally.dsl.Dialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /cost/query}: which rows are answered, in which order, with which properties. */
class CostQueryTest {

  private static final String FIELDS =
      "id, llm_id, prompt_token_cost, completion_token_cost, cache_read_input_token_cost,"
          + " cache_creation_input_token_cost, prompt_token_cost_unit, completion_token_cost_unit,"
          + " effective_date, provider_id";

  private final PriceStore prices = PriceStore.inMemory();
  private final Operations operations = Fixed.over(prices).build();

  @BeforeEach
  void threeRowsOfTheProjectAndSomeOfOthers() {
    prices.add(
        Given.rows(
            """
            {"id":"r3","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":0.5,"completion_token_cost":9,"effective_date":"2024-02-01","provider_id":"openai","created_by":"user-1","created_at":"2024-02-02T00:00:00Z"}
            {"id":"r1","llm_id":"m2","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":10,"completion_token_cost":8,"cache_read_input_token_cost":0.25,"effective_date":"2024-01-01"}
            {"id":"r2","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":9,"completion_token_cost":7,"cache_creation_input_token_cost":0.75,"effective_date":"2024-03-01","prompt_token_cost_unit":"EUR"}
            {"id":"x1","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/two","prompt_token_cost":1}
            {"id":"x2","llm_id":"m1","pricing_level":"default","pricing_level_id":"default","prompt_token_cost":2}
            {"id":"x3","llm_id":"m1","pricing_level":"default","pricing_level_id":"p/one","prompt_token_cost":3}
            {"id":"x4","llm_id":"m1","pricing_level":"org","pricing_level_id":"p/one","prompt_token_cost":4}
            """));
  }

  @Test
  void answersTheTenPropertiesOfTheProjectsOwnRows() {
    assertThat(answer("\"limit\":2").toJson())
        .isEqualTo(
            """
            {"results":[\
            {"id":"r3","llm_id":"m1","prompt_token_cost":0.5,"completion_token_cost":9,\
            "cache_read_input_token_cost":null,"cache_creation_input_token_cost":null,\
            "prompt_token_cost_unit":"USD","completion_token_cost_unit":"USD",\
            "effective_date":"2024-02-01T00:00:00Z","provider_id":"openai"},\
            {"id":"r1","llm_id":"m2","prompt_token_cost":10,"completion_token_cost":8,\
            "cache_read_input_token_cost":0.25,"cache_creation_input_token_cost":null,\
            "prompt_token_cost_unit":"USD","completion_token_cost_unit":"USD",\
            "effective_date":"2024-01-01T00:00:00Z","provider_id":null}]}\
            """);
  }

  /** docs/weave.md section 12. */
  @Test
  void inWeaveAnswersTheSameTen() {
    CostQueryReq all = CostQueryReq.parse("{\"project_id\":\"p/one\"}");
    Operations weave = Fixed.over(prices).dialect(Dialect.WEAVE).build();
    assertThat(weave.costQuery(all)).isEqualTo(operations.costQuery(all));
    CostQueryReq one =
        CostQueryReq.parse(
            "{\"project_id\":\"p/one\",\"fields\":[\"id\",\"cache_read_input_token_cost\"]}");
    assertThat(weave.costQuery(one)).isEqualTo(operations.costQuery(one));
    assertThat(weave.costQuery(one).results().get(1).cacheReadInputTokenCost()).isEqualTo("0.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void noFieldsAreAllFields(String fields) {
    assertThat(answer("\"fields\":" + fields)).isEqualTo(answer("\"limit\":null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "llm_id",
        "prompt_token_cost",
        "completion_token_cost",
        "cache_read_input_token_cost",
        "cache_creation_input_token_cost",
        "prompt_token_cost_unit",
        "completion_token_cost_unit",
        "effective_date",
        "provider_id"
      })
  void aFieldNotAskedForIsNull(String field) {
    String all = answer("\"limit\":null").toJson();
    String one = answer("\"fields\":[\"%s\",\"%s\"]".formatted(field, field)).toJson();
    for (String each : List.of(FIELDS.split(", ", -1))) {
      List<String> expected =
          each.equals(field) ? values(all, each) : List.of("null", "null", "null");
      assertThat(values(one, each)).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "sort_by":[{"field":"id","direction":"asc"}]                 | r1 r2 r3
          "sort_by":[{"field":"id","direction":"desc"}]                | r3 r2 r1
          "sort_by":[{"field":"prompt_token_cost","direction":"asc"}]  | r3 r2 r1
          "sort_by":[{"field":"prompt_token_cost","direction":"desc"}] | r1 r2 r3
          "sort_by":[{"field":"effective_date","direction":"desc"}]    | r2 r3 r1
          "sort_by":[{"field":"llm_id","direction":"asc"}]             | r2 r3 r1
          "sort_by":[{"field":"llm_id","direction":"desc"}]            | r1 r2 r3
          "sort_by":[{"field":"llm_id","direction":"desc"},{"field":"completion_token_cost","direction":"desc"}] | r1 r3 r2
          "sort_by":[{"field":"cache_read_input_token_cost","direction":"asc"}]  | r1 r2 r3
          "sort_by":[{"field":"cache_read_input_token_cost","direction":"desc"}] | r1 r2 r3
          "sort_by":[{"field":"created_by","direction":"desc"}]        | r3 r1 r2
          "sort_by":[{"field":"created_at","direction":"asc"}]         | r3 r1 r2
          "sort_by":[]                                                 | r3 r1 r2
          "limit":0                                                    |
          "limit":2,"sort_by":[{"field":"id","direction":"asc"}]       | r1 r2
          "offset":1,"sort_by":[{"field":"id","direction":"asc"}]      | r2 r3
          "limit":1,"offset":1,"sort_by":[{"field":"id","direction":"asc"}] | r2
          "limit":5,"offset":3                                         |
          "offset":9223372036854775807                                 |
          "limit":9223372036854775807,"offset":2,"sort_by":[{"field":"id","direction":"asc"}] | r3
          "query":{"$expr":{"$eq":[{"$getField":"llm_id"},{"$literal":"m1"}]}} | r3 r2
          "query":{"$expr":{"$gte":[{"$getField":"prompt_token_cost"},{"$literal":9}]}} | r1 r2
          "query":{"$expr":{"$eq":[{"$getField":"created_by"},{"$literal":"user-1"}]}} | r3
          "query":{"$expr":{"$gt":[{"$getField":"effective_date"},{"$literal":"2024-01-15"}]}} | r3 r2
          "query":{"$expr":{"$or":[{"$eq":[{"$getField":"pricing_level"},{"$literal":"default"}]},{"$eq":[{"$getField":"pricing_level_id"},{"$literal":"p/two"}]}]}} |
          """)
  void picksSortsAndCuts(String members, String ids) {
    assertThat(answer(members).results())
        .extracting(CostQueryOutput::id)
        .containsExactlyElementsOf(ids == null ? List.of() : List.of(ids.split(" ")));
  }

  @Test
  void anUnknownProjectHasNoRows() {
    assertThat(operations.costQuery(CostQueryReq.parse("{\"project_id\":\"default\"}")).toJson())
        .isEqualTo("{\"results\":[]}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "fields":["created_by"]    | ["body","fields",0] unknown_field: expected one of FIELDS
          "fields":["id","count(*)"] | ["body","fields",1] unknown_field: expected one of FIELDS
          "fields":["id",""]         | ["body","fields",1] unknown_field: expected one of FIELDS
          "fields":["ID"]            | ["body","fields",0] unknown_field: expected one of FIELDS
          "fields":["llm_id.x"]      | ["body","fields",0] unknown_field: expected one of FIELDS
          "limit":-1                 | ["body","limit"] value: expected 0 or more, found -1
          "limit":-9223372036854775808 | ["body","limit"] value: expected 0 or more, found -9223372036854775808
          "offset":-5                | ["body","offset"] value: expected 0 or more, found -5
          "sort_by":[{"field":"llm_id.x","direction":"asc"}] | ["body","sort_by",0,"field"] unknown_field: no such field on price rows: "llm_id.x"; nothing lies below the column llm_id
          "query":{"$expr":{"$and":[]}} | ["body","query","$expr","$and"] arity: expected at least one operand, found none
          "query":{"$expr":{"$not":[{"$getField":"id.x"}]}} | ["body","query","$expr","$not",0,"$getField"] unknown_field: no such field on price rows: "id.x"; nothing lies below the column id
          """)
  void refusesWhatCannotBeAnswered(String members, String fault) {
    assertThat(Refusals.of(() -> answer(members))).containsExactly(fault.replace("FIELDS", FIELDS));
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String columns =
        "columns: id, pricing_level, pricing_level_id, provider_id, llm_id, effective_date,"
            + " prompt_token_cost, completion_token_cost, cache_read_input_token_cost,"
            + " cache_creation_input_token_cost, prompt_token_cost_unit,"
            + " completion_token_cost_unit, created_by, created_at";
    String members =
        """
        "fields":["x"],"query":{"$expr":{"$or":[{"$getField":"y"},{"$and":[]}]}},\
        "sort_by":[{"field":"id","direction":"asc"},{"field":"z","direction":"asc"}],\
        "limit":-1,"offset":-2\
        """;
    assertThat(Refusals.of(() -> answer(members)))
        .containsExactlyInAnyOrder(
            "[\"body\",\"fields\",0] unknown_field: expected one of " + FIELDS,
            "[\"body\",\"query\",\"$expr\",\"$or\",0,\"$getField\"] unknown_field: no such field on"
                + " price rows: \"y\"; "
                + columns,
            "[\"body\",\"query\",\"$expr\",\"$or\",1,\"$and\"] arity: expected at least one"
                + " operand, found none",
            "[\"body\",\"sort_by\",1,\"field\"] unknown_field: no such field on price rows: \"z\"; "
                + columns,
            "[\"body\",\"limit\"] value: expected 0 or more, found -1",
            "[\"body\",\"offset\"] value: expected 0 or more, found -2");
  }

  private CostQueryRes answer(String members) {
    return operations.costQuery(CostQueryReq.parse("{\"project_id\":\"p/one\"," + members + "}"));
  }

  private static List<String> values(String json, String field) {
    return Pattern.compile("\"" + field + "\":([^,}]*)")
        .matcher(json)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void tellsTheContractsRatesAlone() {
    PriceRow row =
        PriceRow.builder()
            .from(Given.rows("{\"id\":\"m\",\"llm_id\":\"m\",\"prompt_token_cost\":1}").get(0))
            .pricingLevel("project")
            .pricingLevelId("p/own")
            .completionTokenCost(BigDecimal.TEN)
            .cacheCreationInputTokenCost(new BigDecimal("1.25"))
            .cacheCreation1hInputTokenCost(new BigDecimal("2"))
            .addVariants(
                PriceVariant.builder()
                    .promptTokenCost(new BigDecimal("3"))
                    .completionTokenCost(new BigDecimal("30"))
                    .abovePromptTokens(100)
                    .build())
            .build();
    prices.add(List.of(row));
    assertThat(operations.costQuery(CostQueryReq.parse("{\"project_id\":\"p/own\"}")).toJson())
        .isEqualTo(
            """
            {"results":[{"id":"m","llm_id":"m","prompt_token_cost":1,"completion_token_cost":10,\
            "cache_read_input_token_cost":null,"cache_creation_input_token_cost":1.25,\
            "prompt_token_cost_unit":"USD","completion_token_cost_unit":"USD",\
            "effective_date":"2024-01-01T00:00:00Z","provider_id":null}]}\
            """);
  }
}
