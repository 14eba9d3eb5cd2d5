package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says of calls and prices. */
class UsageReportTest {

  private static final String PRICES =
      """
      {"id":"pm","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":0.25,"cache_read_input_token_cost":0.125}
      {"id":"pn","llm_id":"n","prompt_token_cost":2,"completion_token_cost":3,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
      """;

  private static final String CALLS =
      """
      {"id":"r","started_at":"2024-06-15T10:00:02Z","summary":{"usage":{"z":{"prompt_tokens":1},"m":{"prompt_tokens":10,"completion_tokens":20,"cache_read_input_tokens":4,"total_tokens":30,"requests":1}}}}
      {"id":"b","parent_id":"r","started_at":"2024-06-15T10:00:01Z","ended_at":null,"summary":{"usage":{"n":{"prompt_tokens":100}}}}
      {"id":"a","parent_id":"r","started_at":null,"ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1000}}}}
      {"id":"s","started_at":"2024-06-15T10:00:02Z"}
      """;

  private final UsageReport report = Tally.with(Given.prices(PRICES)).report(Given.calls(CALLS));

  @Test
  void listsCallsByStartThenId() {
    assertThat(report.callIds()).containsExactly("b", "r", "s", "a");
    assertThat(report.usageByCall().keySet()).containsExactly("b", "r", "s", "a");
    assertThat(report.rootIds()).containsExactly("r", "s");
    assertThat(report.unfinishedCallIds()).containsExactly("a", "b");
  }

  @Test
  void givesUsageWithAllThatLiesBelowSortedByModel() {
    assertThat(report.usage("r").keySet()).containsExactly("m", "n", "z");
    assertThat(Given.brief(report.usage("r")))
        .hasToString("{m=1 1010 20 1030 4 0, n=0 100 0 100 0 0 : 200 0 0 0, z=0 1 0 1 0 0}");
    assertThat(report.usage("s")).isEmpty();
    assertThat(report.usage("nobody")).isEmpty();
    assertThat(report.usageByCall()).containsEntry("r", report.usage("r"));
  }

  @Test
  void endsWithTheUsageOfTheLastCall() {
    Iterator<?> usages = report.usageByCall().values().iterator();
    report.callIds().forEach(id -> assertThat(usages.next()).isEqualTo(report.usage(id)));
    assertThat(usages.hasNext()).isFalse();
    assertThatThrownBy(usages::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void givesThePartThatHasAPrice() {
    assertThat(Given.brief(report.pricedPart("r")))
        .hasToString("{m=1 10 20 30 4 0 : 3 5 0.5 0, n=0 100 0 100 0 0 : 200 0 0 0}");
    assertThat(report.pricedPart("a")).isEmpty();
    assertThat(report.pricedPart("nobody")).isEmpty();
    assertThat(report.pricedPartOfTotals()).isEqualTo(report.pricedPart("r"));
    assertThat(report.pricedCostByUnit()).hasToString("{EUR=200, USD=8.5}");
    assertThat(report.unitByModel()).hasToString("{m=USD, n=EUR}");
  }

  @Test
  void givesOwnUsageAlone() {
    assertThat(Given.brief(report.ownUsage("r")))
        .hasToString("{m=1 10 20 30 4 0 : 3 5 0.5 0, z=0 1 0 1 0 0}");
    assertThat(report.ownUsage("nobody")).isEmpty();
  }

  @Test
  void givesTotals() {
    assertThat(report.totals()).isEqualTo(report.usage("r"));
  }

  @Test
  void listsModelsWithoutPriceWithCallsTokensAndReasons() {
    UnpricedReason noDate = new UnpricedReason(UnpricedReason.Kind.NO_DATE, null, null);
    UnpricedReason noRow = new UnpricedReason(UnpricedReason.Kind.NO_ROW, null, null);
    assertThat(report.unpricedModels())
        .containsExactly(
            new UnpricedModel("m", List.of("a"), BigInteger.valueOf(1_000), 1, List.of(noDate)),
            new UnpricedModel("z", List.of("r"), BigInteger.ONE, 1, List.of(noRow)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"m":{"prompt_tokens":5}}               | true
          {"m":{"prompt_tokens":9,"input_tokens":5}} | true
          {}                                      | true
          {"z":{"prompt_tokens":0}}               | true
          {"z":{"prompt_tokens":5}}               | false
          {"m":{"prompt_tokens":-5}}              | false
          {"m":{"tokens":5}}                      | false
          "none"                                  | false
          """)
  void isCompleteIfAllUsageCountedAndHasAPrice(String usage, boolean complete) {
    String line = "{\"id\":\"a\",\"parent_id\":\"gone\",\"summary\":{\"usage\":" + usage + "}}";
    assertThat(Tally.with(Given.prices(PRICES)).report(Given.calls(line)).isComplete())
        .isEqualTo(complete);
  }

  @Test
  void hasNoCostsAndNothingUnpricedWithoutCosts() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    UsageReport without = Tally.with(Given.prices(PRICES)).with(options).report(Given.calls(CALLS));
    assertThat(Given.brief(without.usage("r")))
        .hasToString("{m=1 1010 20 1030 4 0, n=0 100 0 100 0 0, z=0 1 0 1 0 0}");
    assertThat(without.unpricedModels()).isEmpty();
    assertThat(without.pricedPartOfTotals()).isEmpty();
    assertThat(without.pricedCostByUnit()).isEmpty();
    assertThat(without.unitByModel()).isEmpty();
  }

  @Test
  void ofNothingIsEmpty() {
    UsageReport empty = Tally.with(PriceTable.EMPTY).report(List.of());
    assertThat(empty.callIds()).isEmpty();
    assertThat(empty.rootIds()).isEmpty();
    assertThat(empty.usageByCall()).isEmpty();
    assertThat(empty.totals()).isEmpty();
    assertThat(empty.pricedCostByUnit()).isEmpty();
    assertThat(empty.anomalies()).isEmpty();
    assertThat(empty.unfinishedCallIds()).isEmpty();
  }

  @Test
  void tellsTheTreeThatItSummedUp() {
    List<Call> calls =
        List.of(
            Call.builder().id("late").parentId("a").startedAt(Instant.ofEpochSecond(9)).build(),
            Call.builder().id("early").parentId("a").startedAt(Instant.ofEpochSecond(3)).build(),
            Call.builder().id("orphan").parentId("elsewhere").build(),
            Call.builder().id("x").parentId("y").build(),
            Call.builder().id("y").parentId("x").build(),
            Call.builder().id("z").parentId("y").build(),
            Call.builder().id("a").build());
    UsageReport all = Tally.with(PriceTable.EMPTY).report(calls);
    assertThat(all.childIds("a")).containsExactly("early", "late");
    assertThat(all.parentId("late")).isEqualTo("a");
    assertThat(all.parentId("a")).isNull();
    assertThat(all.parentId("orphan")).isNull();
    assertThat(all.parentId("x")).isNull();
    assertThat(all.childIds("x")).isEmpty();
    assertThat(all.childIds("y")).containsExactly("z");
    assertThat(all.childIds("unknown")).isEmpty();
    assertThat(all.parentId("unknown")).isNull();

    UsageReport one = Tally.with(PriceTable.EMPTY).report(calls, call -> call.id().equals("late"));
    assertThat(one.parentId("late")).isNull();
    assertThat(one.childIds("a")).isEmpty();
  }

  @Test
  void cannotBeChanged() {
    for (Runnable change :
        List.<Runnable>of(
            () -> report.usage("r").clear(),
            () -> report.usageByCall().clear(),
            () -> report.totals().clear(),
            () -> report.pricedCostByUnit().clear(),
            () -> report.unitByModel().clear(),
            () -> report.callIds().clear(),
            () -> report.anomalies().clear(),
            () -> report.notes().clear(),
            () -> report.unrecognised().clear(),
            () -> report.unpricedModels().clear())) {
      assertThatThrownBy(change::run)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(null);
    }
  }

  @Test
  void needsPricesAndOptions() {
    PriceTable prices = null;
    TallyOptions options = null;
    assertThatNullPointerException().isThrownBy(() -> Tally.with(prices)).withMessage("prices");
    Tally tally = Tally.with(PriceTable.EMPTY);
    assertThatNullPointerException().isThrownBy(() -> tally.with(options)).withMessage("options");
  }
}
