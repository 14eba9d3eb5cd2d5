package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.GoingBy;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.ScopeDecision.Kind;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Trees of model calls, and every way in which calls above repeat what these used:
 * docs/semantics.md rules 57 and 58.
 */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ScopeLawsTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pa","llm_id":"alpha","prompt_token_cost":0.5,"completion_token_cost":0.25}
          {"id":"pb","llm_id":"beta","prompt_token_cost":0.003,"completion_token_cost":7}
          """);

  /** What an inner call says of usage. */
  enum Says {
    NOTHING,
    SUM,
    SUM_BY_MODEL,
    SUM_OF_THE_NEAREST,
    SUM_UNDER_ANOTHER_NAME,
    SUM_WITHOUT_CACHES,
    UNCACHED_SUM,
    TOTAL_ALONE,
    LAST_LEAF,
    FIRST_LEAF,
    WRAPPER_WITH_ANYTHING,
    OWN_BESIDE
  }

  /** Counts of one usage. */
  record Counts(long prompt, long completion, long cacheRead) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          prompt + other.prompt, completion + other.completion, cacheRead + other.cacheRead);
    }

    Map<String, Object> json() {
      return Map.of(
          "prompt_tokens", prompt,
          "completion_tokens", completion,
          "cache_read_input_tokens", cacheRead);
    }
  }

  /**
   * A call of a tree: the tree is a list of them, every parent before its children. One without
   * children is a model call.
   *
   * @param parent a number that chooses the parent among the calls before
   * @param counts what a leaf used, and what an inner call adds of its own
   */
  record Node(int parent, String model, Counts counts, Says says) {}

  /** A tree as calls, and what was used in it. */
  private static final class Tree {
    final List<Call> calls = new ArrayList<>();
    final Map<String, Counts> used = new TreeMap<>();
    private final List<Node> nodes;

    Tree(List<Node> nodes) {
      this.nodes = nodes;
      for (int i = 0; i < nodes.size(); i++) {
        calls.add(call(i));
      }
    }

    private @Nullable Integer parent(int i) {
      return i == 0 ? null : nodes.get(i).parent % i;
    }

    private List<Integer> children(int i) {
      List<Integer> children = new ArrayList<>();
      for (int child = i + 1; child < nodes.size(); child++) {
        if (parent(child) == i) {
          children.add(child);
        }
      }
      return children;
    }

    private List<Integer> leaves(int i) {
      List<Integer> leaves = new ArrayList<>();
      for (int child : children(i)) {
        leaves.addAll(children(child).isEmpty() ? List.of(child) : leaves(child));
      }
      return leaves;
    }

    /** {@return what counts below a call, by model: leaves, and what calls have beside them} */
    private Map<String, Counts> below(int i) {
      Map<String, Counts> below = new TreeMap<>();
      for (int child : children(i)) {
        counted(child).forEach((model, counts) -> below.merge(model, counts, Counts::plus));
      }
      return below;
    }

    private Map<String, Counts> counted(int i) {
      Node node = nodes.get(i);
      if (children(i).isEmpty()) {
        return Map.of(node.model, node.counts);
      }
      Map<String, Counts> counted = below(i);
      if (node.says == Says.OWN_BESIDE) {
        counted.merge(node.model, node.counts, Counts::plus);
      }
      return counted;
    }

    private static Counts sum(Map<String, Counts> usage) {
      return usage.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    private Map<String, Object> usage(int i) {
      Node node = nodes.get(i);
      if (children(i).isEmpty()) {
        return Map.of(node.model, node.counts.json());
      }
      Counts sum = sum(below(i));
      List<Integer> leaves = leaves(i);
      Map<String, Object> byModel = new TreeMap<>();
      return switch (node.says) {
        case NOTHING -> Map.of();
        case SUM -> Map.of("alpha", sum.json());
        case SUM_BY_MODEL -> {
          below(i).forEach((model, counts) -> byModel.put(model, counts.json()));
          yield byModel;
        }
        case SUM_OF_THE_NEAREST -> nearest(i);
        case SUM_UNDER_ANOTHER_NAME -> Map.of("unknown", sum.json());
        case SUM_WITHOUT_CACHES ->
            Map.of("alpha", new Counts(sum.prompt, sum.completion, 0).json());
        case UNCACHED_SUM ->
            Map.of("alpha", new Counts(sum.prompt - sum.cacheRead, sum.completion, 0).json());
        case TOTAL_ALONE -> Map.of("alpha", Map.of("total_tokens", sum.prompt + sum.completion));
        case LAST_LEAF -> usage(leaves.get(leaves.size() - 1));
        case FIRST_LEAF -> Map.of("beta", nodes.get(leaves.get(0)).counts.json());
        case WRAPPER_WITH_ANYTHING, OWN_BESIDE -> Map.of(node.model, node.counts.json());
      };
    }

    /** {@return the sum of what the nearest calls say, whatever that is} */
    private Map<String, Object> nearest(int i) {
      Counts sum = Counts.NONE;
      for (Map<?, ?> each : said(i)) {
        sum =
            sum.plus(
                new Counts(
                    count(each, "prompt_tokens"),
                    count(each, "completion_tokens"),
                    count(each, "cache_read_input_tokens")));
        if (each.containsKey("total_tokens")) {
          return Map.of(); // there is no telling what a total is the sum of
        }
      }
      return Map.of("beta", sum.json());
    }

    private static long count(Map<?, ?> counts, String name) {
      return counts.get(name) instanceof Long count ? count : 0;
    }

    private List<Map<?, ?>> said(int i) {
      List<Map<?, ?>> said = new ArrayList<>();
      for (int child : children(i)) {
        Map<String, Object> usage = usage(child);
        if (usage.isEmpty()) {
          said.addAll(said(child));
        }
        usage.values().forEach(each -> said.add((Map<?, ?>) each));
      }
      return said;
    }

    private Call call(int i) {
      Node node = nodes.get(i);
      Integer parent = parent(i);
      boolean leaf = children(i).isEmpty();
      if (leaf || node.says == Says.OWN_BESIDE) {
        used.merge(node.model, node.counts, Counts::plus);
      }
      Call.Builder call = Call.builder().id("c" + i).parentId(parent == null ? null : "c" + parent);
      call.opName(!leaf && node.says == Says.WRAPPER_WITH_ANYTHING ? "invoke_agent x" : "chat");
      call.startedAt(Instant.parse("2024-06-15T10:00:00Z").plusSeconds(i)).endedAt(Instant.EPOCH);
      return call.summary(Map.of("usage", usage(i))).build();
    }
  }

  @Property
  void autoGivesWhatTheModelCallsUsedAndWhatIsBesideThem(@ForAll("trees") List<Node> nodes) {
    Tree tree = new Tree(nodes);
    UsageReport report = report(tree.calls, UsageScope.AUTO);
    assertThat(counts(report.totals())).isEqualTo(tree.used);
    assertThat(report.isComplete()).isTrue();
    for (ScopeDecision decision : report.scopeDecisions()) {
      Says says = nodes.get(Integer.parseInt(decision.callId().substring(1))).says;
      assertThat(decision.kind())
          .isEqualTo(says == Says.OWN_BESIDE ? Kind.OWN_BESIDE_BELOW : Kind.REPEATED_USAGE);
    }
    assertThat(report.anomalies()).isEmpty();
  }

  @Property
  void modelCallsGivesWhatTheModelCallsUsed(@ForAll("trees") List<Node> nodes) {
    List<Node> repeating =
        nodes.stream()
            .map(
                node ->
                    node.says == Says.OWN_BESIDE
                        ? new Node(node.parent, node.model, node.counts, Says.SUM)
                        : node)
            .toList();
    Tree tree = new Tree(repeating);
    assertThat(counts(report(tree.calls, UsageScope.MODEL_CALLS).totals())).isEqualTo(tree.used);
  }

  /** What looks pre-aggregated does so rightly, and names a scope under which it counts once. */
  @Property
  void theAdviceOfAnomaliesIsRight(@ForAll("trees") List<Node> nodes) {
    Tree tree = new Tree(nodes);
    UsageReport own = report(tree.calls, UsageScope.OWN);
    List<String> flagged = new ArrayList<>();
    for (Anomaly anomaly : own.anomalies()) {
      assertThat(anomaly.kind()).isEqualTo(Anomaly.Kind.LOOKS_PRE_AGGREGATED);
      flagged.addAll(anomaly.callIds());
      UsageScope right = UsageScope.valueOf(anomaly.value());
      assertThat(counts(report(tree.calls, right).totals())).isEqualTo(tree.used);
    }
    assertThat(flagged)
        .containsExactlyElementsOf(
            report(tree.calls, UsageScope.AUTO).scopeDecisions().stream()
                .filter(each -> each.kind() == Kind.REPEATED_USAGE)
                .map(ScopeDecision::callId)
                .toList());
    if (flagged.isEmpty()) {
      assertThat(counts(own.totals())).isEqualTo(tree.used);
    }
  }

  @Property
  void orderAndTheWayOfReportingDoNotMatter(
      @ForAll("trees") List<Node> nodes, @ForAll("scopes") UsageScope scope, @ForAll long seed) {
    List<Call> calls = new Tree(nodes).calls;
    List<Object> expected = Everything.of(report(calls, scope), calls);
    List<Call> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, new Random(seed));
    Tally tally = tally(scope);
    assertThat(Everything.of(tally.report(shuffled), calls)).isEqualTo(expected);
    assertThat(Everything.of(tally.report(new GoingBy(shuffled)), calls)).isEqualTo(expected);
    assertThat(Everything.of(tally.reportInParallel(shuffled), calls)).isEqualTo(expected);
  }

  @Property
  void aLiveRollupEqualsTheReportAtEveryMoment(
      @ForAll("trees") List<Node> nodes, @ForAll("scopes") UsageScope scope, @ForAll long seed) {
    Random random = new Random(seed);
    List<Call> events = new ArrayList<>(new Tree(nodes).calls);
    // Some calls are told of again, with usage and parents of others.
    for (int i = 0; i < nodes.size() / 2; i++) {
      Call one = events.get(random.nextInt(nodes.size()));
      Call other = events.get(random.nextInt(nodes.size()));
      events.add(
          Call.builder()
              .from(one)
              .parentId(random.nextBoolean() ? one.parentId() : other.id())
              .endedAt(Instant.EPOCH.plusSeconds(1 + i))
              .summary(random.nextBoolean() ? one.summary() : other.summary())
              .build());
    }
    Collections.shuffle(events, random);
    LiveRollup live = LiveRollup.with(PRICES, options(scope));
    for (Call event : events) {
      live.finished(event);
      UsageReport report = live.report();
      assertThat(live.totals()).isEqualTo(report.totals());
      for (TracedCall call : live.calls()) {
        assertThat(live.usage(call.id())).isEqualTo(report.usage(call.id()));
      }
    }
  }

  private static Map<String, Counts> counts(Map<String, LLMAggregatedUsage> usage) {
    Map<String, Counts> counts = new TreeMap<>();
    usage.forEach(
        (model, of) ->
            counts.put(
                model,
                new Counts(of.promptTokens(), of.completionTokens(), of.cacheReadInputTokens())));
    return counts;
  }

  private static UsageReport report(List<Call> calls, UsageScope scope) {
    return tally(scope).report(calls);
  }

  private static Tally tally(UsageScope scope) {
    return Tally.with(PRICES).with(options(scope));
  }

  private static TallyOptions options(UsageScope scope) {
    return TallyOptions.builder().usageScope(scope).build();
  }

  @Provide
  Arbitrary<UsageScope> scopes() {
    return Arbitraries.of(UsageScope.class);
  }

  /** Counts are large enough not to be equal by chance. */
  @Provide
  Arbitrary<List<Node>> trees() {
    Arbitrary<Long> numbers = Arbitraries.longs().between(1, 1L << 40);
    Arbitrary<Counts> counts =
        Combinators.combine(numbers, numbers, numbers, Arbitraries.of(true, false))
            .as(
                (uncached, completion, read, cached) ->
                    cached
                        ? new Counts(uncached + read, completion, read)
                        : new Counts(uncached, completion, 0));
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.of("alpha", "beta"),
            counts,
            Arbitraries.of(Says.class))
        .as(Node::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
