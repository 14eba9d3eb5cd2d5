package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls pass a filter: docs/weave.md section 11. */
class FilterTest {

  private static final List<Call> CALLS =
      Given.calls(
          """
          {"id":"a","trace_id":"t1","thread_id":"h1","turn_id":"u1","op_name":"weave:///p/op/chat:v1","wb_user_id":"w1","wb_run_id":"n1","input_refs":["weave:///p/object/x:v1/attr/rows","other"],"output_refs":["weave:///p/object/y:v2"]}
          {"id":"b","trace_id":"t2","parent_id":"a","op_name":"weave:///p/op/chat:v2","wb_user_id":"w2","input_refs":["weave:///p/object/x:v10"]}
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
