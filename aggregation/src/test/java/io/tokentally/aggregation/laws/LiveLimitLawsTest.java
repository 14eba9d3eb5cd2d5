package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Span;
import io.tokentally.aggregation.TallyOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * A live rollup never has more sums than allowed, whatever moves, and a refusal changes nothing.
 */
class LiveLimitLawsTest {

  private static final int CALLS = 8;

  @Property(tries = 500)
  void aLiveRollupKeepsToTheLimit(
      @ForAll @Size(max = 40) List<@From("calls") Span> calls,
      @ForAll @IntRange(min = 1, max = 100) int most) {
    TallyOptions options = TallyOptions.builder().maxSums(most).build();
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY, options);
    for (Span call : calls) {
      Map<String, Object> before = state(live);
      try {
        live.finished(call);
        assertThat(sums(live)).isLessThanOrEqualTo(most);
      } catch (ValidationException refusal) {
        assertThat(state(live)).isEqualTo(before);
        // There is no refusal where even the most that is reckoned with is allowed: the sums there
        // are, and every model in the call, twice, in all calls above it and in those of its cycle.
        assertThat((CALLS + 2 + 2 * CALLS) * models(live, call)).isGreaterThan(most);
      }
    }
  }

  private static long sums(LiveRollup live) {
    return live.calls().stream().mapToLong(call -> live.usage(call.id()).size()).sum();
  }

  private static long models(LiveRollup live, Span call) {
    return (long) live.totals().size()
        + (call.usage() instanceof Map<?, ?> usage ? usage.size() : 0);
  }

  private static Map<String, Object> state(LiveRollup live) {
    Map<String, Object> state = new HashMap<>(Map.of("totals", live.totals(), "", live.calls()));
    live.calls().forEach(call -> state.put(call.id(), live.usage(call.id())));
    return state;
  }

  /** Few ids, so that calls move, and close and open cycles. */
  @Provide
  Arbitrary<Span> calls() {
    Arbitrary<String> ids = Arbitraries.integers().between(1, CALLS).map(i -> "c" + i);
    Arbitrary<Map<String, Map<String, Integer>>> usages =
        Arbitraries.maps(
                Arbitraries.of("m1", "m2", "m3", "m4", "m5", "m6"),
                Arbitraries.of(Map.of("prompt_tokens", 1)))
            .ofMaxSize(6);
    return Combinators.combine(ids, ids.injectNull(0.2), usages.injectNull(0.5))
        .as((id, parent, usage) -> new Span("t", id, parent, usage));
  }
}
