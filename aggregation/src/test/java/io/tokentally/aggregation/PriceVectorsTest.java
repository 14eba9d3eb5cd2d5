package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which price a call takes and what it costs: the conformance vectors of pricing. */
class PriceVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-price.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void choosesThePriceAndCostsExactly(Vector vector) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", "call-1");
    plain.put("started_at", vector.object("call").get("started_at"));
    plain.put("summary", Map.of("usage", vector.object("call").get("usage")));
    Call call = VectorRows.call(plain, vector.text("project_id"));
    TallyOptions options = options(vector);
    Tally tally = Tally.with(VectorRows.prices(vector)).with(options);
    if (vector.expectsError()) {
      MixedUnitsException refusal =
          catchThrowableOfType(MixedUnitsException.class, () -> tally.report(List.of(call)));
      assertThat(refusal.model()).isEqualTo(vector.object("error").get("model"));
      assertThat(refusal.units()).isEqualTo(vector.object("error").get("units"));
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    tally
        .report(List.of(call))
        .usage("call-1")
        .forEach((model, usage) -> answer.put(model, result(vector, model, call, usage, options)));
    assertThat(answer).isEqualTo(vector.get("expect"));
  }

  private static Map<String, Object> result(
      Vector vector, String model, Call call, LLMAggregatedUsage usage, TallyOptions options) {
    Instant startedAt = call.startedAt();
    Optional<PriceChoice> choice =
        VectorRows.prices(vector).choose(model, call.projectId(), startedAt, options);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("price_id", choice.map(found -> found.row().id()).orElse(null));
    result.put("level", choice.map(found -> found.row().pricingLevel()).orElse(null));
    result.put("from_future", choice.map(PriceChoice::fromFuture).orElse(false));
    Map<String, Object> tokens = VectorRows.plain(usage, false);
    tokens.remove("requests");
    tokens.remove("total_tokens");
    result.put("tokens", tokens);
    result.put("exact", VectorRows.costs(usage));
    return result;
  }

  private static TallyOptions options(Vector vector) {
    TallyOptions.Builder options = TallyOptions.builder();
    if (vector.has("before_first_price")) {
      options.beforeFirstPrice(BeforeFirstPrice.valueOf(vector.text("before_first_price")));
    }
    if (vector.has("cache_convention")) {
      options.cacheConvention(CacheConvention.valueOf(vector.text("cache_convention")));
    }
    if (vector.has("provider_id")) {
      options.providerId(vector.text("provider_id"));
    }
    return options.build();
  }
}
