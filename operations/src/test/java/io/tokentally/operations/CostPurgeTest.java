package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.Refusals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /cost/purge}: which rows are removed, with the id-only guard and without. */
class CostPurgeTest {

  private static final String GUARD =
      "[\"body\",\"query\",\"$expr\"] value: expected ids alone: $eq or $in of the field id and"
          + " strings, or $or of such $eq";

  private final PriceStore prices = PriceStore.inMemory();
  private final Operations free = Fixed.over(prices).build();
  private final Operations guarded = Fixed.over(prices).idOnlyPurge().build();

  @BeforeEach
  void rowsOfSeveralProjectsAndLevels() {
    prices.add(
        Given.rows(
            """
            {"id":"a","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":1}
            {"id":"b","llm_id":"m2","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":2}
            {"id":"c","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":3}
            {"id":"x","llm_id":"m1","pricing_level":"project","pricing_level_id":"p/two","prompt_token_cost":4}
            {"id":"y","llm_id":"m1","prompt_token_cost":5}
            {"id":"z","llm_id":"m1","pricing_level":"default","pricing_level_id":"p/one","prompt_token_cost":6}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"$eq":[{"$getField":"id"},{"$literal":"b"}]}                                | a c x y z
          {"$eq":[{"$getField":"id"},{"$literal":"x"}]}                                | a b c x y z
          {"$eq":[{"$getField":"id"},{"$literal":"y"}]}                                | a b c x y z
          {"$eq":[{"$getField":"id"},{"$literal":"none"}]}                             | a b c x y z
          {"$in":[{"$getField":"id"},[{"$literal":"a"},{"$literal":"c"},{"$literal":"a"},{"$literal":"x"}]]} | b x y z
          {"$in":[{"$getField":"id"},[]]}                                              | a b c x y z
          {"$or":[{"$eq":[{"$getField":"id"},{"$literal":"a"}]},{"$eq":[{"$getField":"id"},{"$literal":"b"}]}]} | c x y z
          """)
  void removesRowsNamedByTheirIds(String expr, String left) {
    CostPurgeRes answer = guarded.costPurge(request(expr));
    assertThat(answer.toJson()).isEqualTo("{}");
    assertThat(prices.rows()).extracting(PriceRow::id).containsExactly(left.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"$eq":[{"$getField":"llm_id"},{"$literal":"m1"}]}                      | b x y z
          {"$eq":[{"$literal":"a"},{"$getField":"id"}]}                           | b c x y z
          {"$gt":[{"$getField":"id"},{"$literal":"a"}]}                           | a x y z
          {"$not":[{"$eq":[{"$getField":"id"},{"$literal":"b"}]}]}                | b x y z
          {"$and":[{"$eq":[{"$getField":"id"},{"$literal":"a"}]}]}                | b c x y z
          {"$or":[{"$in":[{"$getField":"id"},[{"$literal":"a"}]]}]}               | b c x y z
          {"$or":[{"$or":[{"$eq":[{"$getField":"id"},{"$literal":"a"}]}]}]}       | b c x y z
          {"$in":[{"$getField":"id"},[{"$literal":"a"},{"$literal":5}]]}          | b c x y z
          {"$eq":[{"$getField":"id"},{"$literal":null}]}                          | a b c x y z
          {"$eq":[{"$getField":"pricing_level_id"},{"$literal":"p/two"}]}         | a b c x y z
          {"$eq":[{"$literal":1},{"$literal":1}]}                                 | x y z
          {"$contains":{"input":{"$getField":"id"},"substr":{"$literal":"a"}}}    | b c x y z
          """)
  void removesWhateverAQueryPicksUnlessGuarded(String expr, String left) {
    assertThat(Refusals.of(() -> guarded.costPurge(request(expr)))).containsExactly(GUARD);
    assertThat(prices.rows()).hasSize(6);
    free.costPurge(request(expr));
    assertThat(prices.rows()).extracting(PriceRow::id).containsExactly(left.split(" "));
  }

  @Test
  void leavesTheRowsOfOtherProjectsAndLevels() {
    free.costPurge(
        CostPurgeReq.parse(
            """
            {"project_id":"default","query":{"$expr":{"$eq":[{"$literal":1},{"$literal":1}]}}}"""));
    assertThat(prices.rows()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAnEmptyOr(boolean guard) {
    Operations operations = guard ? guarded : free;
    assertThat(Refusals.of(() -> operations.costPurge(request("{\"$or\":[]}"))))
        .containsExactly(
            "[\"body\",\"query\",\"$expr\",\"$or\"] arity: expected at least one operand, found"
                + " none");
    assertThat(prices.rows()).hasSize(6);
  }

  @Test
  void tellsAnUnknownFieldBesideTheGuard() {
    String expr = "{\"$eq\":[{\"$getField\":\"ID\"},{\"$literal\":\"a\"}]}";
    assertThat(Refusals.of(() -> guarded.costPurge(request(expr)))).hasSize(2).contains(GUARD);
    assertThat(Refusals.of(() -> free.costPurge(request(expr))))
        .singleElement()
        .asString()
        .startsWith(
            "[\"body\",\"query\",\"$expr\",\"$eq\",0,\"$getField\"] unknown_field: no such field on"
                + " price rows: \"ID\"; columns: id, ");
    assertThat(prices.rows()).hasSize(6);
  }

  @Test
  void whatWasPurgedIsNeitherAnsweredNorPurgedAgain() {
    free.costPurge(request("{\"$eq\":[{\"$getField\":\"llm_id\"},{\"$literal\":\"m1\"}]}"));
    assertThat(free.costQuery(CostQueryReq.parse("{\"project_id\":\"p/one\"}")).results())
        .extracting(CostQueryOutput::id)
        .containsExactly("b");
    assertThat(free.costPurge(request("{\"$eq\":[{\"$getField\":\"id\"},{\"$literal\":\"a\"}]}")))
        .isEqualTo(new CostPurgeRes());
  }

  private static CostPurgeReq request(String expr) {
    return CostPurgeReq.parse("{\"project_id\":\"p/one\",\"query\":{\"$expr\":" + expr + "}}");
  }
}
