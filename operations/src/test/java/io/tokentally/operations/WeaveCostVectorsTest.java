package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.VectorRows;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the Weave server creates, queries and purges prices: the conformance vectors. */
class WeaveCostVectorsTest {

  private static final Instant NOW = Instant.parse("2025-01-02T03:04:05.678901Z");

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("costapi.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersEachStepAsTheServer(Vector vector) {
    PriceStore prices = PriceStore.inMemory();
    if (vector.has("preload")) {
      prices.add(vector.list("preload").stream().map(VectorRows::row).toList());
    }
    AtomicInteger created = new AtomicInteger();
    Operations operations =
        Operations.over(CallSource.of(List.of()), prices)
            .dialect(Dialect.WEAVE)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .ids(() -> "$" + created.incrementAndGet()) // the vectors' own symbols
            .build();
    for (Object each : vector.list("steps")) {
      Map<?, ?> step = (Map<?, ?>) each;
      String request = JsonText.of(step.get("request"));
      int before = created.get();
      if ("error".equals(step.get("expect"))) {
        assertThatThrownBy(() -> run(operations, step, request))
            .isInstanceOf(ValidationException.class);
        created.set(before);
      } else {
        run(operations, step, request);
      }
    }
  }

  private static void run(Operations operations, Map<?, ?> step, String request) {
    Map<?, ?> expected =
        step.get("expect") instanceof Map<?, ?> answer ? answer : Map.of("ids", List.of());
    switch ((String) step.get("op")) {
      case "create" -> {
        List<CreatedCost> ids =
            operations.costCreate(CostCreateReq.parse(request, Dialect.WEAVE)).ids();
        assertThat(ids.stream().map(id -> List.of(id.id(), id.llmId())).toList())
            .isEqualTo(expected.get("ids"));
      }
      case "purge" -> operations.costPurge(CostPurgeReq.parse(request));
      default -> {
        List<CostQueryOutput> results = operations.costQuery(CostQueryReq.parse(request)).results();
        List<List<Object>> found = results.stream().map(WeaveCostVectorsTest::eight).toList();
        List<List<Object>> rows = new ArrayList<>();
        ((List<?>) expected.get("results")).forEach(row -> rows.add(eight((Map<?, ?>) row)));
        if (Boolean.TRUE.equals(step.get("ordered"))) {
          assertThat(found).isEqualTo(rows);
        } else {
          assertThat(found).containsExactlyInAnyOrderElementsOf(rows);
        }
      }
    }
  }

  /**
   * {@return the properties that the vectors know} They are older than the two cache rates
   * (docs/weave.md section 12); no request in them writes one or asks for one.
   */
  private static List<@Nullable Object> eight(CostQueryOutput row) {
    return Arrays.asList(
        row.id(),
        row.llmId(),
        plain(row.promptTokenCost()),
        plain(row.completionTokenCost()),
        row.promptTokenCostUnit(),
        row.completionTokenCostUnit(),
        row.effectiveDate(),
        row.providerId());
  }

  private static List<@Nullable Object> eight(Map<?, ?> row) {
    assertThat(row).hasSize(8);
    String date = (String) row.get("effective_date");
    return Arrays.asList(
        row.get("id"),
        row.get("llm_id"),
        plain(row.get("prompt_token_cost")),
        plain(row.get("completion_token_cost")),
        row.get("prompt_token_cost_unit"),
        row.get("completion_token_cost_unit"),
        date == null ? null : date.equals("$now") ? NOW : Timestamps.parse(date),
        row.get("provider_id"));
  }

  private static @Nullable BigDecimal plain(@Nullable Object number) {
    return number == null ? null : Numbers.plain(Numbers.decimal((Number) number));
  }
}
