package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.VectorRows;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the Weave server filters, sorts and sums up: the conformance vectors of the dialect. */
class WeaveOperationsVectorsTest {

  private static final CallSelection ALL =
      CallSelection.ALL.withDialect(Dialect.WEAVE_CALLS_MERGED);

  static Stream<Named<Vector>> filters() {
    return Vectors.load("filter.jsonl");
  }

  static Stream<Named<Vector>> sorts() {
    return Vectors.load("weave-sort.jsonl");
  }

  static Stream<Named<Vector>> callsUsages() {
    return Vectors.load("callsusage.jsonl");
  }

  @ParameterizedTest
  @MethodSource("filters")
  void filtersAsTheServer(Vector vector) {
    CallSelection selection = ALL.withFilter(CallsFilter.parse(vector.json("filter")));
    if (vector.expectsError()) {
      assertThatThrownBy(() -> selection.toPredicate()).isInstanceOf(ValidationException.class);
      return;
    }
    Call call = Call.parse(JsonText.of(vector.get("doc")));
    assertThat(selection.toPredicate().test(call)).isEqualTo(vector.get("expect"));
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void sortsAsTheServer(Vector vector) {
    List<Call> calls =
        vector.list("docs").stream().map(doc -> Call.parse(JsonText.of(doc))).toList();
    List<SortBy> keys =
        vector.get("sort_by") == null
            ? null
            : vector.list("sort_by").stream().map(each -> key((Map<?, ?>) each)).toList();
    CallSelection selection = ALL.withSortBy(keys);
    if (vector.expectsError()) {
      assertThatThrownBy(() -> selection.from(calls)).isInstanceOf(ValidationException.class);
      return;
    }
    assertThat(selection.from(calls).stream().map(Call::id).toList())
        .isEqualTo(vector.get("expect"));
  }

  private static SortBy key(Map<?, ?> key) {
    String field = (String) key.get("field");
    return key.get("direction").equals("asc") ? SortBy.asc(field) : SortBy.desc(field);
  }

  @ParameterizedTest
  @MethodSource("callsUsages")
  void sumsUpAskedCallsAsTheServer(Vector vector) {
    PriceStore prices = PriceStore.inMemory();
    prices.add(VectorRows.prices(vector).rows());
    Operations operations =
        Operations.over(CallSource.of(VectorRows.calls(vector)), prices)
            .dialect(Dialect.WEAVE_CALLS_MERGED)
            .build();
    boolean withCosts = (Boolean) vector.get("include_costs");
    List<String> ids = vector.list("call_ids").stream().map(String.class::cast).toList();
    CallsUsageReq request =
        new CallsUsageReq(vector.text("project_id"), ids, withCosts, (Long) vector.get("limit"));
    if (vector.expectsError()) {
      assertThatThrownBy(() -> operations.callsUsage(request))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("body.limit");
      return;
    }
    UsageRes answer = operations.callsUsage(request);
    Map<String, Object> usage = new LinkedHashMap<>();
    answer
        .callUsage()
        .forEach(
            (id, models) -> {
              Map<String, Object> plain = new LinkedHashMap<>();
              models.forEach((model, each) -> plain.put(model, VectorRows.plain(each, withCosts)));
              usage.put(id, plain);
            });
    assertThat(usage).isEqualTo(VectorRows.withoutFloats(vector.object("expect")));
    assertThat(new HashSet<>(answer.unfinishedCallIds()))
        .isEqualTo(new HashSet<>(vector.list("unfinished")));
  }
}
