package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Filters and orders of calls in the service's two tables: docs/weave.md section 17. */
class CallTablesTest {

  private static Call call(String id, Consumer<Call.Builder> more) {
    Call.Builder call = Call.builder().id(id).opName("op").startedAt(Instant.EPOCH);
    more.accept(call);
    return call.build();
  }

  private static List<String> filtered(Dialect dialect, String filter, Call... calls) {
    CallSelection selection =
        CallSelection.ALL
            .withDialect(dialect)
            .withFilter(CallsFilter.parse(filter))
            .withSortBy(List.of(SortBy.asc("id")));
    return ids(selection.from(List.of(calls)));
  }

  private static List<String> sorted(Dialect dialect, SortBy key, Call... calls) {
    CallSelection selection =
        CallSelection.ALL.withDialect(dialect).withSortBy(List.of(key, SortBy.asc("id")));
    return ids(selection.from(List.of(calls)));
  }

  private static List<String> ids(List<Call> calls) {
    List<String> ids = new ArrayList<>();
    calls.forEach(call -> ids.add(call.id()));
    return ids;
  }

  @Test
  void aBlankParentIsARootInTheNewerTable() {
    Call[] calls = {
      call("null", call -> {}), call("blank", c -> c.parentId("")), call("x", c -> c.parentId("x"))
    };
    String roots = "{\"trace_roots_only\":true}";

    assertThat(filtered(Dialect.WEAVE, roots, calls)).containsExactly("blank", "null");
    assertThat(filtered(Dialect.WEAVE_CALLS_MERGED, roots, calls)).containsExactly("null");
    assertThat(filtered(Dialect.STANDARD, roots, calls)).containsExactly("null");
  }

  @Test
  void whatIsStoredForNullMatchesABlankEntryThere() {
    Call[] calls = {
      call("null", call -> {}),
      call("blank", c -> c.parentId("").threadId("").turnId("").wbUserId("").wbRunId("")),
      call("x", c -> c.parentId("x").threadId("x").turnId("x").wbUserId("x").wbRunId("x"))
    };
    for (String list : List.of("parent_ids", "thread_ids", "turn_ids", "wb_user_ids")) {
      String blank = "{\"" + list + "\":[\"\"]}";
      String other = "{\"" + list + "\":[\"y\"]}";
      assertThat(filtered(Dialect.WEAVE, blank, calls)).as(list).containsExactly("blank", "null");
      assertThat(filtered(Dialect.WEAVE_CALLS_MERGED, blank, calls)).containsExactly("blank");
      assertThat(filtered(Dialect.STANDARD, blank, calls)).containsExactly("blank");
      assertThat(filtered(Dialect.WEAVE, other, calls)).isEmpty();
    }
  }

  @Test
  void whatIsStoredForNullHasItsPlaceInAnOrder() {
    Call[] steps = {
      call("five", c -> c.wbRunStep(5L)),
      call("null", c -> {}),
      call("minus", c -> c.wbRunStep(-1L))
    };
    assertThat(sorted(Dialect.WEAVE, SortBy.asc("wb_run_step"), steps))
        .containsExactly("minus", "null", "five");
    assertThat(sorted(Dialect.WEAVE, SortBy.desc("wb_run_step"), steps))
        .containsExactly("five", "null", "minus");
    for (Dialect dialect : List.of(Dialect.STANDARD, Dialect.WEAVE_CALLS_MERGED)) {
      assertThat(sorted(dialect, SortBy.asc("wb_run_step"), steps))
          .containsExactly("minus", "five", "null");
    }
  }

  @Test
  void theEndOfAnUnfinishedCallIsTheFirst() {
    Call[] calls = {
      call("ended", c -> c.endedAt(Instant.parse("2024-01-01T00:00:00Z"))), call("open", c -> {})
    };
    assertThat(sorted(Dialect.WEAVE, SortBy.asc("ended_at"), calls))
        .containsExactly("open", "ended");
    assertThat(sorted(Dialect.WEAVE_CALLS_MERGED, SortBy.asc("ended_at"), calls))
        .containsExactly("ended", "open");
    SortBy latency = SortBy.asc("summary.weave.latency_ms");
    for (Dialect dialect : Dialect.values()) {
      assertThat(sorted(dialect, latency, calls)).containsExactly("ended", "open");
    }
  }

  @Test
  void statusHasABlankExceptionOnlyInTheOlderTable() {
    Call[] calls = {call("a", c -> c.exception("")), call("b", c -> c.exception("boom"))};
    SortBy status = SortBy.desc("summary.weave.status");

    assertThat(sorted(Dialect.WEAVE, status, calls)).containsExactly("a", "b"); // running, error
    assertThat(sorted(Dialect.WEAVE, SortBy.asc("summary.weave.status"), calls))
        .containsExactly("b", "a");
    assertThat(sorted(Dialect.WEAVE_CALLS_MERGED, status, calls)).containsExactly("a", "b");
    assertThat(sorted(Dialect.WEAVE_CALLS_MERGED, SortBy.asc("summary.weave.status"), calls))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"WEAVE", "WEAVE_CALLS_MERGED"})
  void anUnsetExpiryIsTheYear2100(Dialect dialect) {
    Call[] calls = {
      call("late", c -> c.expireAt(Instant.parse("2200-01-01T00:00:00Z"))),
      call("soon", c -> c.expireAt(Instant.parse("2030-01-01T00:00:00Z"))),
      call("unset", c -> {})
    };
    assertThat(sorted(dialect, SortBy.asc("expire_at"), calls))
        .containsExactly("soon", "unset", "late");
  }

  @ParameterizedTest
  @EnumSource
  void aNegativeIndexIsRejectedInAnOrderOfTheServer(Dialect dialect) {
    Call call = call("a", c -> c.inputs(Map.of("x", List.of(1L))));
    SortBy key = SortBy.asc("inputs.x.-1");
    if (dialect == Dialect.STANDARD) {
      assertThat(sorted(dialect, key, call)).containsExactly("a");
      return;
    }
    assertThatThrownBy(() -> sorted(dialect, key, call))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "sort_by[0].field: expected no negative index of a list, found -1 in"
                + " \"inputs.x.-1\"");
  }
}
