package io.tokentally.aggregation.rollup.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls come out as they went in. */
class PackedCallsTest {

  @Property(tries = 300)
  void giveBackWhatWasPacked(@ForAll @Size(max = 30) List<@From("calls") Call> calls) {
    checkSame(calls);
  }

  @Test
  void keepUsageInMoreFormsThanAreRemembered() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      calls.add(call("c" + i, Map.of("model " + i, Map.of("prompt_tokens", (long) i))));
    }
    checkSame(calls);
  }

  @Test
  void keepUsageThatIsDeepOrLong() {
    Object deep = 1L;
    for (int i = 0; i < 1_000; i++) {
      deep = List.of(deep);
    }
    checkSame(List.of(call("deep", deep), call("long", "x".repeat(100_000)), call("after", 5L)));
  }

  @Test
  void keepObjectsOfOthersAsTheyAre() {
    Map<Object, Object> cyclic = new LinkedHashMap<>();
    cyclic.put(7, cyclic);
    PackedCalls packed = new PackedCalls();
    packed.add(new Span("own", null, cyclic));
    packed.trim();
    assertThat(packed.get(0).usage()).isSameAs(cyclic);
  }

  private static void checkSame(List<Call> calls) {
    PackedCalls packed = new PackedCalls();
    packed.addAll(calls);
    packed.trim();
    assertThat(packed).hasSameSizeAs(calls);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(columns(packed.get(i))).isEqualTo(columns(calls.get(i)));
    }
  }

  private static List<@Nullable Object> columns(TracedCall call) {
    return Arrays.asList(
        call.id(),
        call.parentId(),
        call.traceId(),
        call.projectId(),
        call.startedAt(),
        call.endedAt(),
        call.usage(),
        // Equal maps may differ in the order of their members.
        String.valueOf(call.usage()));
  }

  private static Call call(String id, Object usage) {
    return Call.builder().id(id).summary(Map.of("usage", usage)).build();
  }

  @Provide
  Arbitrary<Call> calls() {
    Arbitrary<String> texts =
        Arbitraries.of("", "a", "b", "\ud83d", "a long text, é € \ud83d\ude00");
    Arbitrary<Instant> moments =
        Arbitraries.of(
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX,
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Instant.parse("1677-09-21T00:12:43Z"),
            Instant.parse("2262-04-11T23:47:17Z"),
            Instant.parse("2026-01-05T10:00:00.123456789Z"));
    return Combinators.combine(
            texts,
            texts.injectNull(0.3),
            texts.injectNull(0.3),
            texts.injectNull(0.3),
            moments.injectNull(0.2),
            moments.injectNull(0.2),
            json(3).injectNull(0.2))
        .as(
            (id, parent, trace, project, start, end, usage) -> {
              Map<String, Object> summary = new LinkedHashMap<>();
              summary.put("usage", usage);
              Call.Builder call = Call.builder();
              call.id(id).parentId(parent).traceId(trace).projectId(project);
              call.startedAt(start).endedAt(end);
              return call.summary(summary).build();
            });
  }

  private static Arbitrary<Object> json(int levels) {
    Arbitrary<Object> leaves =
        Arbitraries.of(
            0L,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            new BigInteger("9223372036854775808"),
            new BigDecimal("0.00250"),
            new BigDecimal("-1e-400"),
            new BigDecimal("12"),
            true,
            false,
            "text",
            "{}",
            "");
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<@Nullable Object> inner = json(levels - 1).injectNull(0.05);
    return Arbitraries.oneOf(
        leaves,
        inner.list().ofMaxSize(3).asGeneric(),
        Arbitraries.maps(Arbitraries.of("prompt_tokens", "a", "", "\"1:a"), inner)
            .ofMaxSize(3)
            .asGeneric());
  }
}
