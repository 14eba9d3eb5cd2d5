package io.tokentally.operations;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.Refusals;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The contract's 422 answer, and queries that were built in Java and are refused like others. */
class RefusalAnswerTest {

  private final Operations operations = Fixed.over("{\"id\":\"a\"}\n{\"id\":\"b\"}", "");

  @Test
  void tellsEveryFaultWithItsPlaceAndKind() {
    assertThat(
            json(
                () ->
                    CostQueryReq.parse(
                        "{\"fields\":[\"id\",5],\"limit\":\"\\\"x\\\"\",\"caf\u00e9\":null}")))
        .isEqualTo(
            """
            {"detail":[\
            {"loc":["body","fields",1],"msg":"expected a string, found 5","type":"type"},\
            {"loc":["body","limit"],"msg":"expected an integer, found string \\"\\"x\\"\\"",\
            "type":"type"},\
            {"loc":["body","caf\u00e9"],"msg":"unknown member; known: project_id, fields, query,\
             sort_by, limit, offset","type":"extra_forbidden"},\
            {"loc":["body","project_id"],"msg":"required, but not there","type":"missing"}]}\
            """);
    assertThat(
            json(
                () ->
                    operations.traceUsage(
                        TraceUsageReq.parse("{\"project_id\":\"p/one\",\"limit\":1}"))))
        .isEqualTo(
            """
            {"detail":[{"loc":["body","limit"],"msg":"expected at most 1 calls, found 2",\
            "type":"limit"}]}\
            """);
  }

  @Test
  void aQueryBuiltTooDeepIsRefusedWhenItIsAskedFor() {
    String fault = "[\"body\",\"query\",\"$expr\"] limit: expected a query at most 200 levels deep";
    for (int levels : new int[] {201, 100_000}) {
      Query deep = deep(levels);
      assertThat(Refusals.of(() -> operations.traceUsage(TraceUsageReq.of("p").withQuery(deep))))
          .containsExactly(fault);
      assertThat(Refusals.of(() -> operations.costQuery(CostQueryReq.of("p").withQuery(deep))))
          .containsExactly(fault);
      assertThat(Refusals.of(() -> operations.costPurge(new CostPurgeReq("p", deep))))
          .containsExactly(fault);
    }
  }

  @Test
  void aQueryBuiltTooDeepIsRefusedWhenItsRequestIsWritten() {
    CostPurgeReq request = new CostPurgeReq("p", deep(201));
    assertThat(Refusals.of(request::toJson))
        .singleElement()
        .asString()
        .endsWith("\"$expr\"] limit: expected a query at most 200 levels deep");
  }

  private static Query deep(int levels) {
    Operation operation = and(field("id"));
    for (int i = 2; i < levels; i++) {
      operation = not(operation);
    }
    return Query.where(operation);
  }

  private static String json(ThrowingCallable refused) {
    return catchThrowableOfType(ValidationException.class, refused).toJson();
  }
}
