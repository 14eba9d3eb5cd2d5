package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokentally.Call;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where calls and prices are kept: the stores in memory, and what a store of one's own may do. */
class StoresTest {

  private final CallSource calls =
      CallSource.of(
          Given.calls(
              """
              {"id":"a","trace_id":"t1"}
              {"id":"b","trace_id":"t2"}
              {"id":"a","trace_id":"t2"}
              {"id":"c","trace_id":null}
              {"id":"a","project_id":"p/two"}
              {"id":"none","project_id":null}
              """));

  @Test
  void findsTheCallsOfAProject() {
    assertThat(calls.ofProject("p/one")).extracting(Call::id).containsExactly("a", "b", "a", "c");
    assertThat(calls.ofProject("p/two")).extracting(Call::id).containsExactly("a");
    assertThat(calls.ofProject("p")).isEmpty();
  }

  @Test
  void findsCallsByTheirIdsOnceEach() {
    assertThat(calls.withIds("p/one", List.of("a", "c", "a", "x")))
        .extracting(Call::id, Call::traceId)
        .containsExactly(tuple("a", "t1"), tuple("a", "t2"), tuple("c", null));
    assertThat(calls.withIds("p", List.of("a"))).isEmpty();
  }

  @Test
  void findsCallsByTheirTracesNullAmongThem() {
    assertThat(calls.ofTraces("p/one", Arrays.asList("t2", null, "t2", "t9")))
        .extracting(Call::id)
        .containsExactly("b", "a", "c");
    assertThat(calls.ofTraces("p", List.of("t1"))).isEmpty();
  }

  @Test
  void keepsTheOrderOfPricesAndGivesNothingThatCanBeChanged() {
    PriceStore prices = PriceStore.inMemory();
    List<PriceRow> rows = rows("x", "b", "a");
    prices.add(rows.subList(0, 1));
    List<PriceRow> before = prices.rows();
    prices.add(rows.subList(1, 3));
    assertThat(prices.rows()).extracting(PriceRow::id).containsExactly("x", "b", "a");
    prices.remove(List.of("b", "nobody"));
    assertThat(prices.rows()).extracting(PriceRow::id).containsExactly("x", "a");
    assertThat(before).extracting(PriceRow::id).containsExactly("x");
    assertThatThrownBy(() -> prices.rows().clear())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
  }

  @Test
  void pricesAddedToAStoreThatAlwaysGivesOneListCountAtOnce() {
    String call = "{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":7}}}}";
    PriceStore prices = new OneList();
    Operations operations = Operations.over(CallSource.of(Given.calls(call)), prices).build();
    assertThat(costOfA(operations)).isNull();
    prices.add(rows("p1"));
    assertThat(costOfA(operations)).isEqualTo("14");
    prices.remove(List.of("p1"));
    assertThat(costOfA(operations)).isNull();
  }

  @Test
  void nothingOfTheOperationsMayBeMissing() {
    PriceStore prices = PriceStore.inMemory();
    Operations.Builder builder = Operations.over(calls, prices);
    assertThatNullPointerException()
        .isThrownBy(() -> Operations.over(null, prices))
        .withMessage("calls");
    assertThatNullPointerException()
        .isThrownBy(() -> Operations.over(calls, null))
        .withMessage("prices");
    assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
    assertThatNullPointerException().isThrownBy(() -> builder.ids(null)).withMessage("ids");
    assertThatNullPointerException().isThrownBy(() -> builder.options(null)).withMessage("options");
  }

  private static BigDecimal costOfA(Operations operations) {
    return operations
        .callsUsage(CallsUsageReq.of("p/one", List.of("a")).withCosts())
        .callUsage()
        .get("a")
        .get("m")
        .promptTokensTotalCost();
  }

  private static List<PriceRow> rows(String... ids) {
    StringBuilder lines = new StringBuilder();
    for (String id : ids) {
      lines.append("{\"id\":\"%s\",\"llm_id\":\"m\",\"prompt_token_cost\":2}\n".formatted(id));
    }
    return Given.rows(lines.toString());
  }

  /** Gives a view that nobody can change from outside, of a list that changes inside. */
  private static final class OneList implements PriceStore {

    private final List<PriceRow> rows = Collections.synchronizedList(new ArrayList<>());
    private final List<PriceRow> view = Collections.unmodifiableList(rows);

    @Override
    public List<PriceRow> rows() {
      return view;
    }

    @Override
    public void add(List<PriceRow> added) {
      rows.addAll(added);
    }

    @Override
    public void remove(Collection<String> ids) {
      rows.removeIf(row -> ids.contains(row.id()));
    }
  }
}
