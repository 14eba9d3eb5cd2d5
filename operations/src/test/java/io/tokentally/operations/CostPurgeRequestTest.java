package io.tokentally.operations;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body of {@code /cost/purge} may hold: the contract's CostPurgeReq. */
class CostPurgeRequestTest {

  private static final String QUERY =
      "{\"$expr\":{\"$eq\":[{\"$getField\":\"id\"},{\"$literal\":\"x\"}]}}";

  @Test
  void readsEveryProperty() {
    CostPurgeReq request = CostPurgeReq.parse("{\"project_id\":\"p/one\",\"query\":" + QUERY + "}");
    assertThat(request.projectId()).isEqualTo("p/one");
    assertThat(request.query()).isEqualTo(where(field("id").eq("x")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "query":Q                    | ["body","project_id"] missing: required, but not there
          "project_id":null,"query":Q  | ["body","project_id"] type: expected a string, found null
          "project_id":1,"query":Q     | ["body","project_id"] type: expected a string, found 1
          "project_id":"p"             | ["body","query"] missing: required, but not there
          "project_id":"p","query":null | ["body","query"] type: expected a query, {"$expr": …}, found null
          "project_id":"p","query":[]   | ["body","query"] type: expected a query, {"$expr": …}, found a list of 0
          "project_id":"p","query":"x"  | ["body","query"] type: expected a query, {"$expr": …}, found string "x"
          "project_id":"p","query":{}   | ["body","query","$expr"] missing: required, but not there
          "project_id":"p","query":{"$expr":null} | ["body","query","$expr"] type: expected an operand such as {"$eq": […]}, found null
          "project_id":"p","query":{"$expr":{}}   | ["body","query","$expr"] arity: expected exactly one operator, found none
          "project_id":"p","query":{"$expr":{"$in":[{"$getField":"id"},[{"$literal":"a"},"b"]]}} | ["body","query","$expr","$in",1,1] type: expected an operand such as {"$literal": …}, found string "b"
          "project_id":"p","query":Q,"limit":1    | ["body","limit"] extra_forbidden: unknown member; known: project_id, query
          """)
  void refusesWhatTheContractDoesNotAllow(String members, String fault) {
    String body = "{" + members.replace("Q", QUERY) + "}";
    assertThat(Refusals.of(() -> CostPurgeReq.parse(body))).containsExactly(fault);
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String body =
        """
        {"project_id":[],"query":{"$expr":{"$and":[{"$getField":1},{"$ne":[]}]}},"x":0}""";
    assertThat(Refusals.of(() -> CostPurgeReq.parse(body)))
        .containsExactlyInAnyOrder(
            "[\"body\",\"project_id\"] type: expected a string, found a list of 0",
            "[\"body\",\"query\",\"$expr\",\"$and\",0,\"$getField\"] type: expected a string, found 1",
            "[\"body\",\"query\",\"$expr\",\"$and\",1,\"$ne\"] unknown_operator: expected one of"
                + " $and, $or, $not, $eq, $gt, $gte, $lt, $lte, $in, $contains, $literal,"
                + " $getField, $convert, $size",
            "[\"body\",\"x\"] extra_forbidden: unknown member; known: project_id, query");
  }
}
