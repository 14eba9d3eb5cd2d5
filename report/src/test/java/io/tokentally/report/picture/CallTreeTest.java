package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PictureCall;
import io.tokentally.report.SkippedRecords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The tree that is drawn is the one that the report summed up. */
class CallTreeTest {

  @Test
  void siblingsAreInTheOrderInWhichTheyBegan() {
    List<Call> calls =
        List.of(
            Pictures.call("late", "root", "b", 20, 1, Map.of()),
            Pictures.call("below", "late", "c", 21, 1, Map.of()),
            Pictures.call("early", "root", "a", 10, 1, Map.of()),
            Pictures.call("root", null, "agent", 0, 100, Map.of()));

    CallTree tree = Pictures.of(calls).tree();

    assertThat(ids(tree)).containsExactly("root", "early", "late", "below");
    assertThat(IntStream.range(0, tree.size()).map(tree::parent))
        .containsExactly(CallTree.NONE, 0, 0, 2);
  }

  @Test
  void onlyWhatTheReportIsAboutIsInIt() {
    List<Call> calls = Pictures.agent();
    UsageReport report =
        Tally.with(Pictures.PRICES).report(calls, call -> call.id().equals("plan"));

    CallTree tree =
        new Picture(
                "",
                "",
                List.of(),
                List.of(),
                calls.stream().map(call -> PictureCall.of(call, call.id().equals("plan"))).toList(),
                report,
                new SkippedRecords("calls"))
            .tree();

    assertThat(ids(tree)).containsExactly("plan", "chat1", "chat2");
  }

  @Test
  void ofACycleOnlyWhatWasAskedAboutIsInIt() {
    List<Call> calls =
        List.of(
            Pictures.call("a", "b", "", 0, 1, Map.of()),
            Pictures.call("b", "a", "", 1, 1, Map.of()),
            Pictures.call("c", "a", "", 2, 1, Map.of()));
    UsageReport report = Tally.with(Pictures.PRICES).report(calls, call -> call.id().equals("a"));
    List<PictureCall> drawn =
        calls.stream().map(call -> PictureCall.of(call, call.id().equals("a"))).toList();

    assertThat(ids(CallTree.of(drawn, report))).containsExactly("a", "c");
  }

  /** Parents that sort one way as text, the other way in JSON, where a quote is escaped. */
  @Test
  void ofRecordsWithEqualTimesTheParentIsTheOneThatTheReportTook() {
    List<Call> calls =
        List.of(
            Pictures.call("x\"", null, "", 0, 9, Map.of()),
            Pictures.call("xA", null, "", 0, 9, Map.of()),
            Pictures.call("c", "x\"", "", 1, 1, Map.of("m", 1_000L)),
            Pictures.call("c", "xA", "", 1, 1, Map.of("m", 1_000L)));
    UsageReport report = Tally.with(Pictures.PRICES).report(calls);
    CallTree tree = Pictures.of(calls, report).tree();

    assertThat(ids(tree)).containsExactlyInAnyOrder("x\"", "xA", "c");
    int child = ids(tree).indexOf("c");
    assertThat(tree.calls().get(tree.parent(child)).id()).isEqualTo(report.parentId("c"));
    assertThat(tokens(report.usage(report.parentId("c")))).isEqualTo(1_000);
  }

  /** Ids, links, cycles, orphans and duplicates at random. */
  @Property(tries = 500)
  void aCallHasItsOwnUsageAndThatOfTheCallsBelowIt(@ForAll("forests") List<Call> calls) {
    UsageReport report = Tally.with(Pictures.PRICES).report(calls);
    CallTree tree = Pictures.of(calls, report).tree();
    long[] expected = new long[tree.size()];
    for (int i = tree.size() - 1; i >= 0; i--) {
      expected[i] += tokens(report.ownUsage(tree.calls().get(i).id()));
      if (tree.parent(i) != CallTree.NONE) {
        expected[tree.parent(i)] += expected[i];
      }
    }

    assertThat(ids(tree)).containsExactlyInAnyOrderElementsOf(Set.copyOf(report.callIds()));
    for (int i = 0; i < tree.size(); i++) {
      assertThat(tokens(report.usage(tree.calls().get(i).id()))).isEqualTo(expected[i]);
      assertThat(tree.parent(i)).isLessThan(i);
    }
  }

  @Provide
  Arbitrary<List<Call>> forests() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e", "f", "a b", "a\"", "aA");
    Arbitrary<String> parents = ids.injectNull(0.3);
    Arbitrary<Call> call =
        Combinators.combine(
                ids,
                parents,
                Arbitraries.integers().between(0, 3),
                Arbitraries.longs().between(1, 1_000))
            .as(
                (id, parent, from, count) ->
                    Pictures.call(id, parent, "", from, 5, Map.of("m", count)));
    return call.list().ofMaxSize(10);
  }

  private static long tokens(Map<String, LLMAggregatedUsage> usage) {
    return usage.values().stream().mapToLong(LLMAggregatedUsage::totalTokens).sum();
  }

  private static List<String> ids(CallTree tree) {
    return tree.calls().stream().map(PictureCall::id).toList();
  }
}
