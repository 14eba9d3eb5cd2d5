package io.tokentally.operations;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.SortBy;
import io.tokentally.aggregation.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body of {@code /cost/query} may hold: the contract's CostQueryReq and SortBy. */
class CostQueryRequestTest {

  @Test
  void readsEveryProperty() {
    CostQueryReq request =
        CostQueryReq.parse(
            """
            {"project_id":"p/one","fields":["llm_id","id"],\
            "query":{"$expr":{"$eq":[{"$getField":"llm_id"},{"$literal":"m"}]}},\
            "sort_by":[{"field":"llm_id","direction":"asc"},{"field":"id","direction":"desc"}],\
            "limit":7,"offset":3}""");
    assertThat(request.projectId()).isEqualTo("p/one");
    assertThat(request.fields()).containsExactly("llm_id", "id");
    assertThat(request.query()).isEqualTo(where(field("llm_id").eq("m")));
    assertThat(request.sortBy()).containsExactly(SortBy.asc("llm_id"), SortBy.desc("id"));
    assertThat(request.limit()).isEqualTo(7);
    assertThat(request.offset()).isEqualTo(3);
  }

  @Test
  void leavesAbsentWhatIsNotThereOrNull() {
    CostQueryReq absent = CostQueryReq.parse("{\"project_id\":\"p\"}");
    CostQueryReq nulls =
        CostQueryReq.parse(
            """
            {"project_id":"p","fields":null,"query":null,"sort_by":null,"limit":null,\
            "offset":null}""");
    assertThat(nulls).isEqualTo(absent);
    assertThat(absent.fields()).isNull();
    assertThat(absent.query()).isNull();
    assertThat(absent.sortBy()).isNull();
    assertThat(absent.limit()).isNull();
    assertThat(absent.offset()).isNull();
  }

  @Test
  void keepsEmptyListsApartFromNone() {
    CostQueryReq request =
        CostQueryReq.parse("{\"project_id\":\"p\",\"fields\":[],\"sort_by\":[]}");
    assertThat(request.fields()).isEmpty();
    assertThat(request.sortBy()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "10,10",
    "10.0,10",
    "1e2,100",
    "-0,0",
    "0.0,0",
    "9223372036854775807,9223372036854775807"
  })
  void readsIntegersHoweverTheyAreWritten(String written, long read) {
    CostQueryReq request =
        CostQueryReq.parse(
            "{\"project_id\":\"p\",\"limit\":%s,\"offset\":%s}".formatted(written, written));
    assertThat(request.limit()).isEqualTo(read);
    assertThat(request.offset()).isEqualTo(read);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          project_id | null   | ["body","project_id"] type: expected a string, found null
          project_id | 1      | ["body","project_id"] type: expected a string, found 1
          project_id | {}     | ["body","project_id"] type: expected a string, found an empty object
          fields     | "id"   | ["body","fields"] type: expected a list, found string "id"
          fields     | {}     | ["body","fields"] type: expected a list, found an empty object
          fields     | [1]    | ["body","fields",0] type: expected a string, found 1
          fields     | ["id",null] | ["body","fields",1] type: expected a string, found null
          query      | []     | ["body","query"] type: expected a query, {"$expr": …}, found a list of 0
          query      | "x"    | ["body","query"] type: expected a query, {"$expr": …}, found string "x"
          query      | {}     | ["body","query","$expr"] missing: required, but not there
          query      | {"$expr":{"$not":[{"$not":[]}]}} | ["body","query","$expr","$not",0,"$not"] arity: expected 1 operand, found 0
          query      | {"$expr":{"$and":[5]}} | ["body","query","$expr","$and",0] type: expected an operand such as {"$literal": …}, found 5
          sort_by    | {}     | ["body","sort_by"] type: expected a list, found an empty object
          sort_by    | "id"   | ["body","sort_by"] type: expected a list, found string "id"
          sort_by    | ["id"] | ["body","sort_by",0] type: expected an object, found string "id"
          sort_by    | [null] | ["body","sort_by",0] type: expected an object, found null
          sort_by    | [{"field":"id"}]        | ["body","sort_by",0,"direction"] missing: required, but not there
          sort_by    | [{"direction":"asc"}]   | ["body","sort_by",0,"field"] missing: required, but not there
          sort_by    | [{"field":1,"direction":"asc"}]     | ["body","sort_by",0,"field"] type: expected a string, found 1
          sort_by    | [{"field":null,"direction":"asc"}]  | ["body","sort_by",0,"field"] type: expected a string, found null
          sort_by    | [{"field":"id","direction":"up"}]   | ["body","sort_by",0,"direction"] value: expected asc or desc, found string "up"
          sort_by    | [{"field":"id","direction":"ASC"}]  | ["body","sort_by",0,"direction"] value: expected asc or desc, found string "ASC"
          sort_by    | [{"field":"id","direction":null}]   | ["body","sort_by",0,"direction"] type: expected a string, found null
          sort_by    | [{"field":"id","direction":"asc","nulls":"last"}] | ["body","sort_by",0,"nulls"] extra_forbidden: unknown member; known: field, direction
          limit      | "5"    | ["body","limit"] type: expected an integer, found string "5"
          limit      | true   | ["body","limit"] type: expected an integer, found true
          limit      | 1.5    | ["body","limit"] type: expected an integer, found 1.5
          limit      | [1]    | ["body","limit"] type: expected an integer, found a list of 1
          limit      | 9223372036854775808 | ["body","limit"] value: expected an integer of at most 64 bits
          limit      | 1e400  | ["body","limit"] value: expected an integer of at most 64 bits
          limit      | 1e-400 | ["body","limit"] type: expected an integer, found 1E-400
          offset     | "5"    | ["body","offset"] type: expected an integer, found string "5"
          offset     | {}     | ["body","offset"] type: expected an integer, found an empty object
          offset     | 0.5    | ["body","offset"] type: expected an integer, found 0.5
          offset     | -9223372036854775809 | ["body","offset"] value: expected an integer of at most 64 bits
          page       | 1      | ["body","page"] extra_forbidden: unknown member; known: project_id, fields, query, sort_by, limit, offset
          """)
  void refusesWhatTheContractDoesNotAllow(String property, String value, String fault) {
    String project = property.equals("project_id") ? "" : "\"project_id\":\"p\",";
    String body = "{" + project + "\"" + property + "\":" + value + "}";
    assertThat(Refusals.of(() -> CostQueryReq.parse(body))).containsExactly(fault);
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String body =
        """
        {"fields":[1,"id",2],"query":{"$expr":{"$eq":[{"$field":"id"}]},"x":1},\
        "sort_by":[{}],"limit":"a","offset":"b"}""";
    assertThat(Refusals.of(() -> CostQueryReq.parse(body)))
        .containsExactlyInAnyOrder(
            "[\"body\",\"project_id\"] missing: required, but not there",
            "[\"body\",\"fields\",0] type: expected a string, found 1",
            "[\"body\",\"fields\",2] type: expected a string, found 2",
            "[\"body\",\"query\",\"$expr\",\"$eq\"] arity: expected 2 operands, found 1",
            "[\"body\",\"query\",\"$expr\",\"$eq\",0,\"$field\"] unknown_operator: expected one of"
                + " $and, $or, $not, $eq, $gt, $gte, $lt, $lte, $in, $contains, $literal,"
                + " $getField, $convert, $size",
            "[\"body\",\"query\",\"x\"] extra_forbidden: unknown member; known: $expr",
            "[\"body\",\"sort_by\",0,\"field\"] missing: required, but not there",
            "[\"body\",\"sort_by\",0,\"direction\"] missing: required, but not there",
            "[\"body\",\"limit\"] type: expected an integer, found string \"a\"",
            "[\"body\",\"offset\"] type: expected an integer, found string \"b\"");
  }
}
