package io.tokentally.operations;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body of {@code /trace/usage} may hold: the contract's TraceUsageReq and CallsFilter. */
class TraceUsageRequestTest {

  @Test
  void readsEveryProperty() {
    TraceUsageReq request =
        TraceUsageReq.parse(
            """
            {"project_id":"p/one","filter":{"op_names":["a"],"input_refs":["b"],\
            "output_refs":["c"],"parent_ids":["d"],"trace_ids":["e"],"call_ids":["f"],\
            "thread_ids":["g"],"turn_ids":["h"],"trace_roots_only":true,"wb_user_ids":["i"],\
            "wb_run_ids":["j"]},\
            "query":{"$expr":{"$gt":[{"$getField":"wb_run_step"},{"$literal":5}]}},\
            "include_costs":true,"limit":9}\
            """);
    assertThat(request.projectId()).isEqualTo("p/one");
    CallsFilter filter = request.filter();
    assertThat(filter.opNames()).containsExactly("a");
    assertThat(filter.inputRefs()).containsExactly("b");
    assertThat(filter.outputRefs()).containsExactly("c");
    assertThat(filter.parentIds()).containsExactly("d");
    assertThat(filter.traceIds()).containsExactly("e");
    assertThat(filter.callIds()).containsExactly("f");
    assertThat(filter.threadIds()).containsExactly("g");
    assertThat(filter.turnIds()).containsExactly("h");
    assertThat(filter.traceRootsOnly()).isTrue();
    assertThat(filter.wbUserIds()).containsExactly("i");
    assertThat(filter.wbRunIds()).containsExactly("j");
    assertThat(request.query()).isEqualTo(where(field("wb_run_step").gt(5)));
    assertThat(request.includeCosts()).isTrue();
    assertThat(request.limit()).isEqualTo(9);
  }

  @Test
  void hasTheDefaultsOfTheContract() {
    TraceUsageReq absent = TraceUsageReq.parse("{\"project_id\":\"p\"}");
    TraceUsageReq nulls =
        TraceUsageReq.parse("{\"project_id\":\"p\",\"filter\":null,\"query\":null}");
    assertThat(nulls).isEqualTo(absent);
    assertThat(absent.filter()).isNull();
    assertThat(absent.query()).isNull();
    assertThat(absent.includeCosts()).isFalse();
    assertThat(absent.limit()).isEqualTo(10_000);
    assertThat(TraceUsageReq.of("p")).isEqualTo(absent);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          project_id    | null    | ["body","project_id"] type: expected a string, found null
          project_id    | ["p"]   | ["body","project_id"] type: expected a string, found a list of 1
          filter        | []      | ["body","filter"] type: expected an object, found a list of 0
          filter        | "x"     | ["body","filter"] type: expected an object, found string "x"
          filter        | false   | ["body","filter"] type: expected an object, found false
          query         | 5       | ["body","query"] type: expected a query, {"$expr": …}, found 5
          query         | {"$expr":{"$lt":[]}} | ["body","query","$expr","$lt"] arity: expected 2 operands, found 0
          include_costs | null    | ["body","include_costs"] type: expected true or false, found null
          include_costs | "false" | ["body","include_costs"] type: expected true or false, found string "false"
          limit         | null    | ["body","limit"] type: expected an integer, found null
          limit         | {}      | ["body","limit"] type: expected an integer, found an empty object
          limit         | 0.1     | ["body","limit"] type: expected an integer, found 0.1
          call_ids      | []      | ["body","call_ids"] extra_forbidden: unknown member; known: project_id, filter, query, include_costs, limit
          """)
  void refusesWhatTheContractDoesNotAllow(String property, String value, String fault) {
    String project = property.equals("project_id") ? "" : "\"project_id\":\"p\",";
    String body = "{" + project + "\"" + property + "\":" + value + "}";
    assertThat(Refusals.of(() -> TraceUsageReq.parse(body))).containsExactly(fault);
  }

  @Test
  void refusesABodyWithoutItsProject() {
    assertThat(Refusals.of(() -> TraceUsageReq.parse("{}")))
        .containsExactly("[\"body\",\"project_id\"] missing: required, but not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "op_names",
        "input_refs",
        "output_refs",
        "parent_ids",
        "trace_ids",
        "call_ids",
        "thread_ids",
        "turn_ids",
        "wb_user_ids",
        "wb_run_ids"
      })
  void takesListsOfTextInAFilterOrNull(String list) {
    String at = "[\"body\",\"filter\",\"" + list + "\"";
    assertThat(Refusals.of(() -> filter(list, "\"x\"")))
        .containsExactly(at + "] type: expected a list, found string \"x\"");
    assertThat(Refusals.of(() -> filter(list, "{\"x\":1}")))
        .containsExactly(at + "] type: expected a list, found an object");
    assertThat(Refusals.of(() -> filter(list, "[\"x\",7]")))
        .containsExactly(at + ",1] type: expected a string, found 7");
    assertThat(Refusals.of(() -> filter(list, "[null]")))
        .containsExactly(at + ",0] type: expected a string, found null");
    assertThat(filter(list, "null").filter()).isEqualTo(CallsFilter.NONE);
    assertThat(filter(list, "[]").filter()).isNotEqualTo(CallsFilter.NONE);
  }

  @Test
  void takesTrueFalseOrNullForRootsOnly() {
    assertThat(filter("trace_roots_only", "false").filter().traceRootsOnly()).isFalse();
    assertThat(filter("trace_roots_only", "null").filter().traceRootsOnly()).isNull();
    assertThat(Refusals.of(() -> filter("trace_roots_only", "\"true\"")))
        .containsExactly(
            "[\"body\",\"filter\",\"trace_roots_only\"] type: expected true or false, found string"
                + " \"true\"");
  }

  @Test
  void refusesAnUnknownConditionInAFilter() {
    assertThat(Refusals.of(() -> filter("op_name", "[]")))
        .containsExactly(
            "[\"body\",\"filter\",\"op_name\"] extra_forbidden: unknown member; known: op_names,"
                + " input_refs, output_refs, parent_ids, trace_ids, call_ids, thread_ids, turn_ids,"
                + " trace_roots_only, wb_user_ids, wb_run_ids");
  }

  private static TraceUsageReq filter(String condition, String value) {
    return TraceUsageReq.parse(
        "{\"project_id\":\"p\",\"filter\":{\"%s\":%s}}".formatted(condition, value));
  }
}
