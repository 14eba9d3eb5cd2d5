package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums up call trees, and what is odd about them: the conformance vectors of the rollup. */
class RollupVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-rollup.jsonl");
  }

  /** Older than rule 57: one of the calls below says the same, or no call with usage is between. */
  private static final Set<String> REPEATED_SUMS = Set.of("sr0038", "sr0070", "sr0071", "sr0140");

  @ParameterizedTest
  @MethodSource("vectors")
  void sumsUpAndReportsOddities(Vector vector) {
    check(vector, VectorRows.calls(vector));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersTheSameInAnyOrder(Vector vector) {
    List<Call> shuffled = new ArrayList<>(VectorRows.calls(vector));
    Collections.shuffle(shuffled, new Random(7));
    check(vector, shuffled);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersTheSameIfTheCallsGoByOnce(Vector vector) {
    List<Call> calls = VectorRows.calls(vector);
    check(vector, tally -> tally.report(new GoingBy(calls)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersTheSameInParallel(Vector vector) {
    List<Call> calls = VectorRows.calls(vector);
    check(vector, tally -> tally.reportInParallel(calls));
  }

  private static void check(Vector vector, List<Call> calls) {
    check(vector, tally -> tally.report(calls));
  }

  private static void check(Vector vector, Function<Tally, UsageReport> ask) {
    TallyOptions options = options(vector);
    Tally tally = Tally.with(VectorRows.prices(vector)).with(options);
    if (vector.expectsError()) {
      expectRefusal(vector, tally, ask);
      return;
    }
    UsageReport report = ask.apply(tally);
    Map<String, Object> usage = new LinkedHashMap<>();
    report.usageByCall().forEach((id, models) -> usage.put(id, plain(models, options)));
    if (vector.has("expect_some")) {
      assertThat(usage).containsAllEntriesOf(vector.object("expect_some"));
      assertThat(usage).hasSize(((Long) vector.get("expect_count")).intValue());
    } else {
      assertThat(usage).isEqualTo(vector.get("expect"));
    }
    checkUnpriced(vector, report);
    checkAnomalies(vector, report);
    assertThat(new HashSet<>(report.unfinishedCallIds()))
        .isEqualTo(new HashSet<>(vector.list("unfinished")));
  }

  private static Map<String, Object> plain(
      Map<String, io.tokentally.LLMAggregatedUsage> models, TallyOptions options) {
    Map<String, Object> plain = new LinkedHashMap<>();
    models.forEach(
        (model, usage) -> plain.put(model, VectorRows.plain(usage, options.includeCosts())));
    return plain;
  }

  private static void expectRefusal(Vector vector, Tally tally, Function<Tally, UsageReport> ask) {
    Map<?, ?> error = vector.object("error");
    if (Objects.equals(error.get("reason"), "units")) {
      MixedUnitsException refusal =
          catchThrowableOfType(MixedUnitsException.class, () -> ask.apply(tally));
      assertThat(refusal.model()).isEqualTo(error.get("model"));
      assertThat(refusal.units()).isEqualTo(error.get("units"));
    } else {
      TokenOverflowException refusal =
          catchThrowableOfType(TokenOverflowException.class, () -> ask.apply(tally));
      assertThat(refusal.model()).isEqualTo(error.get("model"));
      assertThat(refusal.callId()).isEqualTo(error.get("call"));
    }
  }

  private static void checkUnpriced(Vector vector, UsageReport report) {
    Map<String, Object> expected = vector.object("unpriced");
    assertThat(report.unpricedModels().stream().map(UnpricedModel::model))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (UnpricedModel unpriced : report.unpricedModels()) {
      Map<?, ?> model = (Map<?, ?>) expected.get(unpriced.model());
      if (model.containsKey("call_count")) {
        assertThat((long) unpriced.callIds().size()).isEqualTo(model.get("call_count"));
      } else {
        assertThat(new HashSet<>(unpriced.callIds()))
            .isEqualTo(new HashSet<>((List<?>) model.get("calls")));
      }
      Object total =
          unpriced.totalTokens() == null ? null : unpriced.totalTokens().longValueExact();
      assertThat(total).isEqualTo(model.get("total_tokens"));
    }
  }

  private static void checkAnomalies(Vector vector, UsageReport report) {
    if (vector.has("anomalies_count")) {
      Map<String, Object> counts =
          report.anomalies().stream()
              .collect(
                  Collectors.groupingBy(
                      anomaly -> anomaly.kind().name(),
                      Collectors.collectingAndThen(Collectors.counting(), count -> count)));
      assertThat(counts).isEqualTo(vector.get("anomalies_count"));
      return;
    }
    Set<Map<?, ?>> expected = new HashSet<>();
    vector.list("anomalies").forEach(each -> expected.add(withoutNulls((Map<?, ?>) each)));
    Set<Map<?, ?>> found = new HashSet<>();
    for (Anomaly anomaly : report.anomalies()) {
      Map<String, Object> plain = new HashMap<>();
      plain.put("kind", anomaly.kind().name());
      plain.put("calls", anomaly.callIds());
      plain.put("model", anomaly.model());
      plain.put("field", anomaly.field());
      plain.put("reason", anomaly.reason() == null ? null : anomaly.reason().name());
      found.add(withoutNulls(plain));
    }
    if (REPEATED_SUMS.contains(vector.get("id"))) {
      expected.add(Map.of("kind", "LOOKS_PRE_AGGREGATED", "calls", List.of("a")));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static Map<?, ?> withoutNulls(Map<?, ?> map) {
    Map<Object, Object> kept = new HashMap<>(map);
    kept.values().removeIf(Objects::isNull);
    return kept;
  }

  private static TallyOptions options(Vector vector) {
    Map<String, Object> options = vector.object("options");
    return TallyOptions.builder()
        .usageScope(UsageScope.valueOf((String) options.get("usage_scope")))
        .cacheConvention(CacheConvention.valueOf((String) options.get("cache_convention")))
        .beforeFirstPrice(BeforeFirstPrice.valueOf((String) options.get("before_first_price")))
        .includeCosts((Boolean) options.get("include_costs"))
        .build();
  }
}
