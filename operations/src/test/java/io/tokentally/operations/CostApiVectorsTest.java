package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.VectorRows;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors.Vector;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences of cost requests under our own rules: the server's vectors, its purge guard on. */
class CostApiVectorsTest {

  /** The keys of the Weave server's answer; ours has the two cache rates besides. */
  private static final List<String> EIGHT =
      List.of(
          "id",
          "llm_id",
          "prompt_token_cost",
          "completion_token_cost",
          "prompt_token_cost_unit",
          "completion_token_cost_unit",
          "effective_date",
          "provider_id");

  static Stream<Named<Vector>> vectors() {
    return StandardExceptions.others("costapi.jsonl");
  }

  static Stream<Named<Vector>> exceptions() {
    return StandardExceptions.of("costapi.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersAsTheWeaveServer(Vector vector) {
    new Run(vector).check(vector);
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void differsFromTheWeaveServerOnPurpose(Vector vector) {
    assertThat(catchThrowable(() -> new Run(vector).check(vector)))
        .isInstanceOfAny(AssertionError.class, ValidationException.class);
  }

  /** One table of prices, and the ids that stand for the vector's symbols {@code $1, $2, …}. */
  private static final class Run {

    private final Map<String, String> symbols = new LinkedHashMap<>();
    private final Operations operations;

    Run(Vector vector) {
      PriceStore prices = PriceStore.inMemory();
      if (vector.has("preload")) {
        prices.add(vector.list("preload").stream().map(VectorRows::row).toList());
      }
      this.operations =
          Operations.over(CallSource.of(List.of()), prices)
              .clock(Fixed.CLOCK)
              .idOnlyPurge()
              .build();
    }

    void check(Vector vector) {
      for (Object step : vector.list("steps")) {
        Map<?, ?> of = (Map<?, ?>) step;
        String request = JsonText.of(of.get("request"));
        for (Map.Entry<String, String> symbol : symbols.entrySet()) {
          request = request.replace('"' + symbol.getKey() + '"', '"' + symbol.getValue() + '"');
        }
        check((String) of.get("op"), request, of);
      }
    }

    private void check(String operation, String request, Map<?, ?> step) {
      if ("error".equals(step.get("expect"))) {
        assertThatThrownBy(() -> answer(operation, request))
            .isInstanceOf(ValidationException.class)
            .hasMessageStartingWith("body");
        return;
      }
      Object answer = answer(operation, request);
      Map<?, ?> expected = (Map<?, ?>) step.get("expect");
      if (answer instanceof CostCreateRes created) {
        List<List<String>> ids = new ArrayList<>();
        created.ids().forEach(cost -> ids.add(List.of(symbol(cost.id()), cost.llmId())));
        assertThat(ids).isEqualTo(expected.get("ids"));
      } else if (answer instanceof CostQueryRes found) {
        List<Map<String, Object>> rows = found.results().stream().map(this::plain).toList();
        List<Map<String, Object>> expectedRows = new ArrayList<>();
        ((List<?>) expected.get("results"))
            .forEach(row -> expectedRows.add(exact((Map<?, ?>) row)));
        if (Boolean.TRUE.equals(step.get("ordered"))) {
          assertThat(rows).isEqualTo(expectedRows);
        } else {
          assertThat(rows).containsExactlyInAnyOrderElementsOf(expectedRows);
        }
      } else {
        assertThat(expected).isEmpty();
      }
    }

    private Object answer(String operation, String request) {
      return switch (operation) {
        case "create" -> operations.costCreate(CostCreateReq.parse(request));
        case "query" -> operations.costQuery(CostQueryReq.parse(request));
        default -> operations.costPurge(CostPurgeReq.parse(request));
      };
    }

    /** {@return the symbol of an id; a new one for the id of a row that was just created} */
    private String symbol(String id) {
      for (Map.Entry<String, String> symbol : symbols.entrySet()) {
        if (symbol.getValue().equals(id)) {
          return symbol.getKey();
        }
      }
      String symbol = "$" + (symbols.size() + 1);
      symbols.put(symbol, id);
      return symbol;
    }

    private Map<String, @Nullable Object> plain(CostQueryOutput row) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      plain.put("id", row.id() == null ? null : symbol(row.id()));
      plain.put("llm_id", row.llmId());
      plain.put("prompt_token_cost", exact(row.promptTokenCost()));
      plain.put("completion_token_cost", exact(row.completionTokenCost()));
      plain.put("prompt_token_cost_unit", row.promptTokenCostUnit());
      plain.put("completion_token_cost_unit", row.completionTokenCostUnit());
      plain.put("effective_date", row.effectiveDate());
      plain.put("provider_id", row.providerId());
      return plain;
    }
  }

  /** {@return a row that a vector expects, its numbers and dates as values} */
  private static Map<String, @Nullable Object> exact(Map<?, ?> row) {
    Map<String, @Nullable Object> exact = new LinkedHashMap<>();
    for (String key : EIGHT) {
      Object value = row.get(key);
      if (value instanceof String text && key.equals("effective_date")) {
        exact.put(key, text.equals("$now") ? Fixed.NOW : Instant.parse(text));
      } else {
        exact.put(key, value instanceof Number number ? exact(Numbers.decimal(number)) : value);
      }
    }
    return exact;
  }

  private static @Nullable BigDecimal exact(@Nullable BigDecimal rate) {
    return rate == null ? null : rate.stripTrailingZeros();
  }
}
