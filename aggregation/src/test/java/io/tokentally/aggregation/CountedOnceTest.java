package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees in which parents hold the sum of their children's usage are never counted twice. */
class CountedOnceTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pm","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":0.25,"cache_read_input_token_cost":0.125}
          {"id":"pn","llm_id":"n","prompt_token_cost":3}
          """);

  /** Parents by place; the calls that no other has above are leaves or hold what is below them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a star, '- 0 0 0 0', 1234",
    "a chain, '- 0 1 2 3', 4",
    "a tree, '- 0 0 1 1 2 2', 3456",
    "uneven, '- 0 0 2 2 4', 1 3 5",
    "a forest, '- 0 0 - 3 4 -', 12 5 6",
    "children first, '2 0 3 -', 1",
  })
  void aTreeOfSumsCountsItsLeaves(String shape, String parents, String leaves) {
    List<Integer> above = parents(parents);
    List<Map<String, long[]>> own = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      own.add(leaves.indexOf('0' + i) < 0 ? Map.of() : leaf(i));
    }
    List<Span> calls = calls(above, summed(above, own, i -> true));
    UsageReport inclusive = report(calls, UsageScope.INCLUSIVE);
    UsageReport leavesAlone =
        report(calls.stream().filter(call -> isLeaf(call, leaves)).toList(), UsageScope.OWN);
    assertThat(inclusive.totals()).isEqualTo(leavesAlone.totals());
    assertThat(inclusive.pricedCostByUnit()).isEqualTo(leavesAlone.pricedCostByUnit());
    assertThat(inclusive.anomalies()).isEmpty();
    assertThat(flagged(report(calls, UsageScope.OWN)))
        .containsExactlyElementsOf(
            calls.stream().filter(call -> !isLeaf(call, leaves)).map(Span::id).sorted().toList());
  }

  private static boolean isLeaf(Span call, String leaves) {
    return leaves.contains(call.id().substring(1));
  }

  private static Map<String, long[]> leaf(int i) {
    Map<String, long[]> usage = new TreeMap<>();
    usage.put("m", new long[] {10L + i, i, 3});
    if (i % 2 == 0) {
      usage.put("n", new long[] {100L * i, 0, 0});
    }
    return usage;
  }

  @Test
  void whereSomeParentsHoldSumsAndOthersNothingItIsTheSame() {
    List<Span> calls =
        List.of(
            span("root", null, null),
            span("sum", "root", 30L),
            span("one", "sum", 10L),
            span("two", "sum", 20L),
            span("empty", "root", null),
            span("three", "empty", 5L));
    UsageReport inclusive = report(calls, UsageScope.INCLUSIVE);
    assertThat(prompt(inclusive.usage("root"))).isEqualTo(35);
    assertThat(prompt(inclusive.usage("sum"))).isEqualTo(30);
    assertThat(prompt(inclusive.usage("empty"))).isEqualTo(5);
    UsageReport own = report(calls, UsageScope.OWN);
    assertThat(prompt(own.totals())).isEqualTo(65);
    assertThat(flagged(own)).containsExactly("sum");
  }

  @Test
  void aParentThatHoldsMoreThanTheSumIsNotFlagged() {
    List<Span> calls = List.of(span("r", null, 31L), span("a", "r", 10L), span("b", "r", 20L));
    assertThat(flagged(report(calls, UsageScope.OWN))).isEmpty();
    assertThat(prompt(report(calls, UsageScope.INCLUSIVE).totals())).isEqualTo(31);
  }

  @Test
  void aParentThatHoldsTheSumOfOneModelOfTwoIsFlagged() {
    Map<String, Object> both =
        Map.of("m", Map.of("prompt_tokens", 4L), "n", Map.of("prompt_tokens", 5L));
    List<Span> calls =
        List.of(
            new Span("r", null, Map.of("m", Map.of("prompt_tokens", 4L))),
            new Span("a", "r", both));
    assertThat(flagged(report(calls, UsageScope.OWN))).containsExactly("r");
    assertThat(Given.brief(report(calls, UsageScope.AUTO).totals()))
        .hasToString("{m=0 4 0 4 0 0 : 2 0 0 0, n=0 5 0 5 0 0 : 15 0 0 0}");
    // What the summary lacks comes from below.
    assertThat(Given.brief(report(calls, UsageScope.INCLUSIVE).usage("r")))
        .hasToString("{m=0 4 0 4 0 0 : 2 0 0 0, n=0 5 0 5 0 0 : 15 0 0 0}");
  }

  @Test
  void usageThatIsRecordedOtherwiseIsTheSame() {
    RecordedUsage part = RecordedUsage.builder().promptTokens(10).completionTokens(2).build();
    RecordedUsage sum =
        RecordedUsage.builder().requests(2).promptTokens(20).completionTokens(4).build();
    List<Span> calls =
        List.of(
            new Span("r", null, Map.of("m", sum)),
            new Span("a", "r", Map.of("m", part)),
            new Span("b", "r", Map.of("m", part)));
    assertThat(flagged(report(calls, UsageScope.OWN))).containsExactly("r");
    assertThat(Given.brief(report(calls, UsageScope.INCLUSIVE).totals()))
        .hasToString("{m=2 20 4 24 0 0 : 10 1 0 0}");
  }

  /**
   * A call of a forest.
   *
   * @param parent a number that chooses the parent among the calls before, or none
   * @param own what the call itself used
   * @param sums whether its summary holds what is below it, or nothing, where it used nothing
   */
  record Node(int parent, Map<String, long[]> own, boolean sums) {}

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void summariesWithAllThatIsBelowGiveWhatOwnUsageGives(@ForAll("forests") List<Node> forest) {
    List<@Nullable Integer> parents = parents(forest);
    List<Map<String, long[]>> own = forest.stream().map(Node::own).toList();
    UsageReport expected = report(calls(parents, own), UsageScope.OWN);
    List<Span> summed = calls(parents, summed(parents, own, i -> true));
    UsageReport inclusive = report(summed, UsageScope.INCLUSIVE);
    assertThat(inclusive.usageByCall()).isEqualTo(expected.usageByCall());
    assertThat(inclusive.totals()).isEqualTo(expected.totals());
    assertThat(inclusive.pricedCostByUnit()).isEqualTo(expected.pricedCostByUnit());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void summariesThatAreLeftOutChangeNothing(@ForAll("forests") List<Node> forest) {
    List<@Nullable Integer> parents = parents(forest);
    List<Map<String, long[]>> own = forest.stream().map(Node::own).toList();
    UsageReport expected = report(calls(parents, own), UsageScope.OWN);
    // A call that used something must hold a sum, one that used nothing may.
    List<Map<String, long[]>> partly =
        summed(parents, own, i -> forest.get(i).sums || !own.get(i).isEmpty());
    UsageReport inclusive = report(calls(parents, partly), UsageScope.INCLUSIVE);
    assertThat(inclusive.usageByCall()).isEqualTo(expected.usageByCall());
    assertThat(inclusive.totals()).isEqualTo(expected.totals());
  }

  @Provide
  Arbitrary<List<Node>> forests() {
    Arbitrary<Long> few = Arbitraries.longs().between(1, 50);
    Arbitrary<long[]> counts =
        Combinators.combine(few, few, few)
            .as((prompt, completion, cached) -> new long[] {prompt + cached, completion, cached});
    Arbitrary<Map<String, long[]>> own =
        Arbitraries.maps(Arbitraries.of("m", "n", "unpriced"), counts).ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.integers().between(0, 99), own, Arbitraries.of(true, false))
        .as(Node::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }

  private static List<@Nullable Integer> parents(List<Node> forest) {
    List<@Nullable Integer> parents = new ArrayList<>();
    for (int i = 0; i < forest.size(); i++) {
      int chosen = forest.get(i).parent % (i + 1);
      parents.add(chosen == i ? null : chosen);
    }
    return parents;
  }

  private static List<@Nullable Integer> parents(String words) {
    List<@Nullable Integer> parents = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      parents.add(word.equals("-") ? null : Integer.valueOf(word));
    }
    return parents;
  }

  /** {@return usage of which some calls hold all that is below them, and the others nothing} */
  private static List<Map<String, long[]>> summed(
      List<@Nullable Integer> parents, List<Map<String, long[]>> own, IntPredicate holds) {
    List<Map<String, long[]>> sums = new ArrayList<>();
    own.forEach(usage -> sums.add(new TreeMap<>()));
    for (int i = 0; i < own.size(); i++) {
      for (Integer at = i; at != null; at = parents.get(at)) {
        Map<String, long[]> sum = sums.get(at);
        own.get(i).forEach((model, counts) -> sum.merge(model, counts, CountedOnceTest::plus));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      if (!holds.test(i)) {
        sums.set(i, Map.of());
      }
    }
    return sums;
  }

  private static long[] plus(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
  }

  private static List<Span> calls(
      List<@Nullable Integer> parents, List<Map<String, long[]>> usages) {
    List<Span> calls = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      Map<String, Object> usage = new LinkedHashMap<>();
      usages
          .get(i)
          .forEach(
              (model, counts) ->
                  usage.put(
                      model,
                      Map.of(
                          "prompt_tokens", counts[0],
                          "completion_tokens", counts[1],
                          "cache_read_input_tokens", counts[2])));
      Integer parent = parents.get(i);
      calls.add(new Span("c" + i, parent == null ? null : "c" + parent, usage));
    }
    return calls;
  }

  private static Span span(String id, @Nullable String parent, @Nullable Long prompt) {
    return new Span(
        id, parent, prompt == null ? null : Map.of("m", Map.of("prompt_tokens", prompt)));
  }

  private static long prompt(Map<String, LLMAggregatedUsage> usage) {
    return usage.get("m").promptTokens();
  }

  private static List<String> flagged(UsageReport report) {
    assertThat(report.anomalies())
        .allMatch(anomaly -> anomaly.kind() == Anomaly.Kind.LOOKS_PRE_AGGREGATED);
    return report.anomalies().stream().map(anomaly -> anomaly.callIds().get(0)).toList();
  }

  private static UsageReport report(List<Span> calls, UsageScope scope) {
    TallyOptions options = TallyOptions.builder().usageScope(scope).build();
    return Tally.with(PRICES).with(options).report(calls);
  }
}
