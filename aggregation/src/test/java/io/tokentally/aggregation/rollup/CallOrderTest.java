package io.tokentally.aggregation.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Calls are in one order, however close or far apart they began. */
class CallOrderTest {

  @Property
  void isThatOfStartThenIdThenTrace(@ForAll("starts") List<@Nullable Instant> starts) {
    List<Call> calls =
        IntStream.range(0, starts.size())
            .mapToObj(
                i ->
                    Call.builder()
                        .id("c" + i * 17 % 41)
                        .traceId("t" + i % 7)
                        .startedAt(starts.get(i))
                        .build())
            .toList();
    Tally tally = Tally.with(PriceTable.EMPTY);
    List<CallKey> sorted =
        calls.stream()
            .sorted(CallGraph.BY_START.thenComparing(TraceKey::of))
            .map(CallKey::of)
            .toList();
    assertThat(tally.report(calls).calls()).isEqualTo(sorted);
    assertThat(tally.reportInParallel(calls).calls()).isEqualTo(sorted);
    List<String> ids = sorted.stream().map(CallKey::id).toList();
    assertThat(tally.report(calls).callIds()).isEqualTo(ids);
    assertThat(tally.report(calls).usageByCall().keySet()).containsExactlyElementsOf(ids);
  }

  @Provide
  Arbitrary<List<@Nullable Instant>> starts() {
    Instant usual = Instant.parse("2026-01-01T00:00:00Z");
    Arbitrary<Instant> start =
        Arbitraries.oneOf(
            Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, usual),
            Arbitraries.integers().between(0, 3).map(usual::plusNanos),
            Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond));
    return start.injectNull(0.1).list().ofMaxSize(40);
  }
}
