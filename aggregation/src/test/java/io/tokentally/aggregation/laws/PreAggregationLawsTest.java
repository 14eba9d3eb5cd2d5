package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/** Trees in which every summary already holds what lies below the call. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class PreAggregationLawsTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pa","llm_id":"alpha","prompt_token_cost":0.5,"completion_token_cost":0.25}
          {"id":"pb","llm_id":"beta","prompt_token_cost":0.003,"completion_token_cost":7}
          """);

  /**
   * A call of a tree: the tree is a list of them, every parent before its children.
   *
   * @param parent a number that chooses the parent among the calls before
   * @param own model to prompt tokens, of the call alone
   */
  record Node(int parent, Map<String, Long> own) {}

  @Property
  void inclusiveSummariesGiveWhatOwnUsageGives(@ForAll("trees") List<Node> tree) {
    UsageReport own = report(calls(tree, false), UsageScope.OWN);
    UsageReport inclusive = report(calls(tree, true), UsageScope.INCLUSIVE);
    assertThat(inclusive.usageByCall()).isEqualTo(own.usageByCall());
    assertThat(inclusive.totals()).isEqualTo(own.totals());
    assertThat(inclusive.pricedCostByUnit()).isEqualTo(own.pricedCostByUnit());
    assertThat(inclusive.anomalies()).isEmpty();
  }

  @Property
  void aRootWithoutSummaryTakesWhatItsChildrenHave(@ForAll("trees") List<Node> tree) {
    List<Node> without = new ArrayList<>(tree);
    without.set(0, new Node(0, Map.of()));
    List<Call> calls = calls(without, true);
    calls.set(0, Call.builder().from(calls.get(0)).summary(null).build());
    UsageReport own = report(calls(without, false), UsageScope.OWN);
    assertThat(report(calls, UsageScope.INCLUSIVE).usageByCall()).isEqualTo(own.usageByCall());
  }

  @Property
  void takenForOwnUsageTheyAreFlagged(@ForAll("trees") List<Node> tree) {
    List<Call> calls = calls(tree, true);
    List<String> flagged = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      // A call that adds nothing of its own has exactly the sum of its children's usage.
      if (tree.get(i).own.isEmpty() && !usage(tree, i).isEmpty()) {
        flagged.add("c" + i);
      }
    }
    assertThat(report(calls, UsageScope.OWN).anomalies())
        .allMatch(anomaly -> anomaly.kind() == Anomaly.Kind.LOOKS_PRE_AGGREGATED)
        .extracting(anomaly -> anomaly.callIds().get(0))
        .containsExactlyInAnyOrderElementsOf(flagged);
  }

  private static UsageReport report(List<Call> calls, UsageScope scope) {
    TallyOptions options = TallyOptions.builder().usageScope(scope).build();
    return Tally.with(PRICES).with(options).report(calls);
  }

  private static List<Call> calls(List<Node> tree, boolean inclusive) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      Map<String, Object> usage = new TreeMap<>();
      (inclusive ? usage(tree, i) : tree.get(i).own)
          .forEach(
              (model, tokens) ->
                  usage.put(
                      model, Map.of("prompt_tokens", tokens, "completion_tokens", 2 * tokens)));
      Integer parent = parent(tree, i);
      Call.Builder call = Call.builder().id("c" + i).parentId(parent == null ? null : "c" + parent);
      call.startedAt(Instant.parse("2024-06-15T10:00:00Z")).endedAt(Instant.EPOCH);
      calls.add(call.summary(Map.of("usage", usage)).build());
    }
    return calls;
  }

  private static @Nullable Integer parent(List<Node> tree, int i) {
    return i == 0 ? null : tree.get(i).parent % i;
  }

  private static Map<String, Long> usage(List<Node> tree, int i) {
    Map<String, Long> usage = new TreeMap<>(tree.get(i).own);
    for (int child = i + 1; child < tree.size(); child++) {
      if (parent(tree, child) == i) {
        usage(tree, child).forEach((model, tokens) -> usage.merge(model, tokens, Long::sum));
      }
    }
    return usage;
  }

  @Provide
  Arbitrary<List<Node>> trees() {
    // As likely large as small: what a call adds is not by chance what lies twice below it.
    Arbitrary<Long> tokens =
        Arbitraries.longs().between(1, 1L << 40).withDistribution(RandomDistribution.uniform());
    Arbitrary<Map<String, Long>> own =
        Arbitraries.maps(Arbitraries.of("alpha", "beta"), tokens).ofMaxSize(2);
    return Combinators.combine(Arbitraries.integers().between(0, 99), own)
        .as(Node::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
