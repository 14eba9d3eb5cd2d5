package io.tokentally.operations;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import io.tokentally.dsl.Dialect;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a selection takes: filter, query and paging. */
class CallSelectionTest {

  private static final List<Call> CALLS =
      Given.calls(
          """
          {"id":"c","started_at":"2024-06-15T10:00:01Z","op_name":"chat","deleted_at":"2024-07-01T00:00:00Z"}
          {"id":"b","started_at":null,"op_name":"tool"}
          {"id":"d","started_at":"2024-06-15T10:00:00Z","op_name":"chat"}
          {"id":"a","started_at":"2024-06-15T10:00:01Z","op_name":"chat","project_id":"p/two"}
          """);

  @Test
  void withoutAnythingTakesAllByStartThenId() {
    assertThat(CallSelection.ALL.from(CALLS))
        .extracting(Call::id)
        .containsExactly("d", "a", "c", "b");
  }

  @Test
  void withAnEmptyOrderKeepsTheOrderGiven() {
    assertThat(CallSelection.ALL.withSortBy(List.of()).from(CALLS))
        .extracting(Call::id)
        .containsExactly("c", "b", "d", "a");
  }

  @Test
  void takesWhatPassesFilterAndQuery() {
    CallsFilter chats = CallsFilter.NONE.withOpNames(List.of("chat"));
    CallSelection selection =
        CallSelection.ALL.withFilter(chats).withQuery(where(field("id").gt("a")));
    assertThat(selection.from(CALLS)).extracting(Call::id).containsExactly("d", "c");
    assertThat(CALLS.stream().filter(selection.toPredicate()))
        .extracting(Call::id)
        .containsExactly("c", "d");
    assertThat(CALLS).allMatch(CallSelection.ALL.toPredicate());
  }

  @ParameterizedTest(name = "limit {0}, offset {1}")
  @CsvSource({
    ",,d a c b",
    "0,,''",
    "1,,d",
    "4,,d a c b",
    "9223372036854775807,,d a c b",
    ",0,d a c b",
    ",1,a c b",
    ",4,''",
    ",9223372036854775807,''",
    "2,1,a c",
    "2,3,b",
    "0,2,''"
  })
  void cutsTheOffsetFirstThenTheLimit(@Nullable Long limit, @Nullable Long offset, String ids) {
    List<String> expected = ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    assertThat(CallSelection.ALL.withLimit(limit).withOffset(offset).from(CALLS))
        .extracting(Call::id)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "limit {0}, offset {1}")
  @CsvSource({",,d a c b", "0,0,d a c b", "-1,-1,d a c b", "1,1,a", "2,,d a"})
  void underWeaveANumberOfZeroOrLessIsNone(
      @Nullable Long limit, @Nullable Long offset, String ids) {
    CallSelection selection = CallSelection.ALL.withLimit(limit).withOffset(offset);
    assertThat(selection.withDialect(Dialect.WEAVE).from(CALLS))
        .extracting(Call::id)
        .containsExactly(ids.split(" "));
  }

  @Test
  void ofNoCallsIsNone() {
    assertThat(CallSelection.ALL.withLimit(5L).withOffset(2L).from(List.of())).isEmpty();
  }

  @Test
  void tellsAllFaultsAtOnce() {
    CallSelection selection =
        CallSelection.ALL
            .withFilter(CallsFilter.NONE.withTurnIds(Collections.nCopies(1_001, "x")))
            .withQuery(where(or(field("inputs.x"), and())))
            .withSortBy(List.of(SortBy.asc("id"), SortBy.desc("summary.weave.x")))
            .withLimit(-3L)
            .withOffset(-4L);
    assertThat(Refusals.of(() -> selection.from(CALLS)))
        .containsExactlyInAnyOrder(
            "[\"filter\",\"turn_ids\"] limit: expected at most 1000 entries, found 1001",
            "[\"query\",\"$expr\",\"$or\",1,\"$and\"] arity: expected at least one operand, found"
                + " none",
            "[\"sort_by\",1,\"field\"] unknown_field: no such field on calls: \"summary.weave.x\";"
                + " computed fields: summary.weave.status, summary.weave.latency_ms,"
                + " summary.weave.trace_name",
            "[\"limit\"] value: expected 0 or more, found -3",
            "[\"offset\"] value: expected 0 or more, found -4");
    assertThat(Refusals.of(selection::toPredicate)).hasSize(2);
  }
}
