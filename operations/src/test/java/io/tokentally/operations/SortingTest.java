package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls are sorted by kind, then by value, nulls last, ties by id: rule 48. */
class SortingTest {

  private static final List<Call> KINDS =
      Given.calls(
          """
          {"id":"null","output":{"v":null}}
          {"id":"none","output":{}}
          {"id":"scalar","output":5}
          {"id":"false","output":{"v":false}}
          {"id":"true","output":{"v":true}}
          {"id":"minus","output":{"v":-1e400}}
          {"id":"zero","output":{"v":0}}
          {"id":"half","output":{"v":0.5}}
          {"id":"nine","output":{"v":9}}
          {"id":"ten","output":{"v":10.0}}
          {"id":"big","output":{"v":9007199254740993}}
          {"id":"bigger","output":{"v":9007199254740993.5}}
          {"id":"huge","output":{"v":1e999999999}}
          {"id":"empty","output":{"v":""}}
          {"id":"text10","output":{"v":"10"}}
          {"id":"text9","output":{"v":"9"}}
          {"id":"upper","output":{"v":"Z"}}
          {"id":"lower","output":{"v":"a"}}
          {"id":"fullwidth","output":{"v":"\\uFF5E"}}
          {"id":"emoji","output":{"v":"\\uD83D\\uDE00"}}
          {"id":"list2","output":{"v":[2]}}
          {"id":"list1","output":{"v":[1,2]}}
          {"id":"object","output":{"v":{"a":1}}}
          {"id":"object2","output":{"v":{}}}
          """);

  private static final List<String> ASCENDING =
      List.of(
          "false",
          "true",
          "minus",
          "zero",
          "half",
          "nine",
          "ten",
          "big",
          "bigger",
          "huge",
          "empty",
          "text10",
          "text9",
          "upper",
          "lower",
          "fullwidth",
          "emoji",
          "list1",
          "list2",
          "object",
          "object2",
          "none",
          "null",
          "scalar");

  private static final List<String> DESCENDING =
      List.of(
          "object",
          "object2",
          "list1",
          "list2",
          "emoji",
          "fullwidth",
          "lower",
          "upper",
          "text9",
          "text10",
          "empty",
          "huge",
          "bigger",
          "big",
          "ten",
          "nine",
          "half",
          "zero",
          "minus",
          "true",
          "false",
          "none",
          "null",
          "scalar");

  @Test
  void sortsEveryKindInBothDirectionsFromAnyOrder() {
    Random random = new Random(11);
    for (int i = 0; i < 20; i++) {
      List<Call> calls = new ArrayList<>(KINDS);
      Collections.shuffle(calls, random);
      assertThat(sorted(calls, SortBy.asc("output.v"))).isEqualTo(ASCENDING);
      assertThat(sorted(calls, SortBy.desc("output.v"))).isEqualTo(DESCENDING);
    }
  }

  private static final List<Call> COLUMNS =
      Given.calls(
          """
          {"id":"a","started_at":"2024-06-15T10:00:00Z","ended_at":"2024-06-15T10:00:00.250Z","wb_run_step":10,"display_name":"x","input_refs":["r1","r9"]}
          {"id":"b","started_at":"2024-06-15T10:00:00.000000001Z","ended_at":null,"wb_run_step":9,"exception":"","parent_id":""}
          {"id":"c","started_at":null,"wb_run_step":null,"op_name":"y","input_refs":["r2"]}
          {"id":"d","started_at":"2024-06-15T09:00:00+01:00","ended_at":"2024-06-15T10:00:00Z","wb_run_step":9,"parent_id":"p"}
          """);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "id, asc, a b c d",
    "id, desc, d c b a",
    "started_at, asc, d a b c",
    "started_at, desc, b a d c",
    "ended_at, asc, d a c b",
    "ended_at, desc, c a d b",
    "wb_run_step, asc, b d a c",
    "wb_run_step, desc, a b d c",
    "parent_id, asc, b d a c",
    "parent_id, desc, d b a c",
    "display_name, asc, a b c d",
    "summary.weave.latency_ms, asc, a d b c",
    "summary.weave.latency_ms, desc, d a b c",
    "summary.weave.status, asc, b a c d",
    "summary.weave.trace_name, desc, c a b d",
    "input_refs.0, desc, c a b d",
    "input_refs, asc, a b c d",
    "inputs, asc, a b c d",
    "project_id, desc, a b c d"
  })
  void sortsByEveryColumn(String path, String direction, String ids) {
    SortBy key = direction.equals("asc") ? SortBy.asc(path) : SortBy.desc(path);
    List<Call> reversed = new ArrayList<>(COLUMNS);
    Collections.reverse(reversed);
    assertThat(sorted(COLUMNS, key)).isEqualTo(List.of(ids.split(" ")));
    assertThat(sorted(reversed, key)).isEqualTo(List.of(ids.split(" ")));
  }

  @Test
  void sortsBySeveralKeysInTurn() {
    assertThat(sorted(COLUMNS, SortBy.desc("wb_run_step"), SortBy.desc("id")))
        .containsExactly("a", "d", "b", "c");
    assertThat(sorted(COLUMNS, SortBy.asc("wb_run_step"), SortBy.desc("parent_id")))
        .containsExactly("d", "b", "a", "c");
    assertThat(sorted(COLUMNS, SortBy.asc("wb_run_step"), SortBy.desc("wb_run_step")))
        .containsExactly("b", "d", "a", "c");
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, true", "101, false"})
  void thereAreAtMostAHundredKeys(int keys, boolean accepted) {
    SortBy[] same = Collections.nCopies(keys, SortBy.desc("id")).toArray(SortBy[]::new);
    if (accepted) {
      assertThat(sorted(COLUMNS, same)).isEqualTo(sorted(COLUMNS, SortBy.desc("id")));
    } else {
      assertThat(Refusals.of(() -> sorted(COLUMNS, same)))
          .containsExactly("[\"sort_by\"] limit: expected at most 100 entries, found 101");
    }
  }

  private static List<String> sorted(List<Call> calls, SortBy... keys) {
    return CallSelection.ALL.withSortBy(List.of(keys)).from(calls).stream().map(Call::id).toList();
  }
}
