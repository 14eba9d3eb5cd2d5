package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.dsl.Dialect;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Weave server makes of prices and usage: the conformance vectors of the dialect. */
class WeaveTallyVectorsTest {

  private static final TallyOptions OPTIONS = TallyOptions.of(Dialect.WEAVE);

  static Stream<Named<Vector>> priceVectors() throws IOException {
    List<String> exceptions = exceptions();
    return Vectors.load("weave-price.jsonl")
        .filter(vector -> !exceptions.contains(vector.getPayload().text("id")));
  }

  /** {@return the vectors that do not hold; the file says why} */
  private static List<String> exceptions() throws IOException {
    try (InputStream in =
        WeaveTallyVectorsTest.class.getResourceAsStream("/vectors/weave-exceptions.tsv")) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().skip(1).map(line -> line.substring(0, line.indexOf('\t'))).toList();
    }
  }

  static Stream<Named<Vector>> rollupVectors() {
    return Vectors.load("weave-rollup.jsonl");
  }

  @ParameterizedTest
  @MethodSource("priceVectors")
  void pricesAsTheServer(Vector vector) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", "call-1");
    plain.put("started_at", vector.object("call").get("started_at"));
    plain.put("summary", Map.of("usage", vector.object("call").get("usage")));
    Call call = VectorRows.call(plain, vector.text("project_id"));
    PriceTable prices = VectorRows.prices(vector, OPTIONS.dialect());
    UsageReport report = Tally.with(prices).with(OPTIONS).report(List.of(call));
    vector
        .object("expect")
        .forEach(
            (model, expected) -> {
              PriceChoice choice =
                  prices.choose(model, call.projectId(), call.startedAt(), OPTIONS).orElse(null);
              if (!(expected instanceof Map<?, ?> result)) {
                assertThat(choice == null || !report.usage("call-1").containsKey(model)).isTrue();
                return;
              }
              assertThat(choice).isNotNull();
              assertThat(choice.row().id()).isEqualTo(result.get("price_id"));
              if (report.usage("call-1").containsKey(model)) {
                assertThat(VectorRows.costs(report.usage("call-1").get(model)))
                    .isEqualTo(result.get("exact"));
              } else {
                assertThat(((Map<?, ?>) result.get("tokens")).values())
                    .allMatch(Long.valueOf(0)::equals);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("rollupVectors")
  void sumsUpAsTheServer(Vector vector) {
    boolean withCosts = (Boolean) vector.get("include_costs");
    TallyOptions options = TallyOptions.builder().from(OPTIONS).includeCosts(withCosts).build();
    UsageReport report =
        Tally.with(VectorRows.prices(vector, OPTIONS.dialect()))
            .with(options)
            .report(VectorRows.calls(vector));
    Map<String, Object> usage = new LinkedHashMap<>();
    report
        .usageByCall()
        .forEach(
            (id, models) -> {
              Map<String, Object> plain = new LinkedHashMap<>();
              models.forEach((model, each) -> plain.put(model, VectorRows.plain(each, withCosts)));
              usage.put(id, plain);
            });
    assertThat(usage).isEqualTo(VectorRows.withoutFloats(vector.object("expect")));
    assertThat(new HashSet<>(report.unfinishedCallIds()))
        .isEqualTo(new HashSet<>(vector.list("unfinished")));
  }
}
