package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import io.tokentally.dsl.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls pass a filter: docs/weave.md section 11. */
class FilterTest {

  private static final List<Call> CALLS =
      Given.calls(
          """
          {"id":"a","trace_id":"t1","thread_id":"h1","turn_id":"u1","op_name":"weave:///p/op/chat:v1","wb_user_id":"w1","wb_run_id":"n1","input_refs":["weave:///p/object/x:v1/attr/rows","other"],"output_refs":["weave:///p/object/y:v2"]}
          {"id":"b","trace_id":"t2","parent_id":"a","op_name":"weave:///p/op/chat:v2","wb_user_id":"w2","wb_run_id":"p/one/n3","input_refs":["weave:///p/object/x:v10"]}
          {"id":"c","trace_id":null,"parent_id":"","op_name":"chat"}
          {"id":"d","trace_id":"t1","parent_id":"b","thread_id":"h2","turn_id":"u2","wb_run_id":"n2","output_refs":["weave:///p/object/y:v2/extra"]}
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                            | a b c d
          {"op_names":null}                             | a b c d
          {"op_names":[]}                               | a b c d
          {"op_names":["chat"]}                         | c
          {"op_names":["weave:///p/op/chat:v1"]}        | a
          {"op_names":["weave:///p/op/chat:*"]}         | a b
          {"op_names":["weave:///p/op/chat:*","chat"]}  | a b c
          {"op_names":["weave:///p/op/*"]}              |
          {"op_names":["weave:///p/op/chat*"]}          |
          {"op_names":["*"]}                            |
          {"op_names":[":*"]}                           |
          {"op_names":[""]}                             |
          {"op_names":["CHAT"]}                         |
          {"input_refs":["other"]}                      | a
          {"input_refs":["weave:///p/object/x:v1"]}     |
          {"input_refs":["weave:///p/object/x:*"]}      | a b
          {"input_refs":["weave:///p/object/x:v10","other"]} | a b
          {"input_refs":[]}                             | a b c d
          {"output_refs":["weave:///p/object/y:v2"]}    | a
          {"output_refs":["weave:///p/object/y:*"]}     | a d
          {"parent_ids":["a"]}                          | b
          {"parent_ids":["a","b","x"]}                  | b d
          {"parent_ids":[""]}                           | c
          {"parent_ids":[]}                             | a b c d
          {"trace_ids":["t1"]}                          | a d
          {"trace_ids":["t1:*"]}                        |
          {"call_ids":["d","a"]}                        | a d
          {"call_ids":[]}                               | a b c d
          {"thread_ids":["h1","h2"]}                    | a d
          {"thread_ids":[]}                             |
          {"thread_ids":null}                           | a b c d
          {"turn_ids":["u2"]}                           | d
          {"turn_ids":[]}                               |
          {"turn_ids":null}                             | a b c d
          {"wb_user_ids":["w2","w3"]}                   | b
          {"wb_user_ids":[]}                            | a b c d
          {"wb_run_ids":["n1"]}                         | a
          {"wb_run_ids":["p/one/n1"]}                   | a
          {"wb_run_ids":["n3"]}                         | b
          {"wb_run_ids":["p/one/n3","n2"]}              | b d
          {"wb_run_ids":["p/two/n3"]}                   |
          {"wb_run_ids":["N3","one/n3/x"]}              |
          {"trace_roots_only":true}                     | a
          {"trace_roots_only":false}                    | a b c d
          {"trace_roots_only":null}                     | a b c d
          {"trace_ids":["t1"],"thread_ids":["h2"]}      | d
          {"trace_ids":["t1"],"wb_user_ids":["w2"]}     |
          {"trace_ids":["t1"],"trace_roots_only":true,"op_names":["weave:///p/op/chat:*"]} | a
          """)
  void passesCallsForWhichEveryConditionHolds(String filter, String ids) {
    CallSelection selection = CallSelection.ALL.withFilter(CallsFilter.parse(filter));
    assertThat(selection.from(CALLS))
        .extracting(Call::id)
        .isEqualTo(ids == null ? List.of() : List.of(ids.split(" ")));
  }

  /** docs/weave.md section 17. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"trace_roots_only":true}      | a c
          {"parent_ids":[""]}            | a c
          {"parent_ids":["","a"]}        | a b c
          {"thread_ids":[""]}            | b c
          {"turn_ids":["u2",""]}         | b c d
          {"wb_user_ids":[""]}           | c d
          {"trace_ids":[""]}             |
          """)
  void inTheNewerTableOfCallsNullIsAnEmptyString(String filter, @Nullable String ids) {
    CallSelection selection =
        CallSelection.ALL.withFilter(CallsFilter.parse(filter)).withDialect(Dialect.WEAVE);
    assertThat(selection.from(CALLS))
        .extracting(Call::id)
        .isEqualTo(ids == null ? List.of() : List.of(ids.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/d", "p/one:n1"})
  void idsOfRunsInAnotherFormAreRejected(String id) {
    CallsFilter filter = CallsFilter.NONE.withWbRunIds(List.of("n1", id, "a/b/c"));
    for (Dialect dialect : Dialect.values()) {
      CallSelection selection = CallSelection.ALL.withFilter(filter).withDialect(dialect);
      assertThat(Refusals.of(selection::toPredicate))
          .containsExactly(
              "[\"filter\",\"wb_run_ids\",1] value: expected entity/project/run, or a run of the"
                  + " asked project, found \""
                  + id
                  + "\"");
    }
  }

  @Test
  void leavesOutNothingElse() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","deleted_at":"2024-07-01T00:00:00Z"}
            {"id":"b","project_id":null,"started_at":null}
            """);
    CallSelection selection = CallSelection.ALL.withFilter(CallsFilter.NONE);
    assertThat(selection.from(calls)).hasSize(2);
  }
}
