package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.VectorRows;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Usage asked for by call ids under our own rules: the server's vectors. */
class CallsUsageVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return StandardExceptions.others("callsusage.jsonl");
  }

  static Stream<Named<Vector>> exceptions() {
    return StandardExceptions.of("callsusage.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersAsTheWeaveServer(Vector vector) {
    check(vector);
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void differsFromTheWeaveServerOnPurpose(Vector vector) {
    assertThat(catchThrowable(() -> check(vector)))
        .isInstanceOfAny(AssertionError.class, ValidationException.class);
  }

  private static void check(Vector vector) {
    if (vector.expectsError()) {
      assertThatThrownBy(() -> answer(vector))
          .isInstanceOf(ValidationException.class)
          .hasMessageStartingWith("body.limit: expected");
      return;
    }
    UsageRes answer = answer(vector);
    boolean withCosts = Boolean.TRUE.equals(vector.get("include_costs"));
    Map<String, Object> usage = new LinkedHashMap<>();
    answer
        .callUsage()
        .forEach(
            (id, models) -> {
              Map<String, Object> plain = new LinkedHashMap<>();
              models.forEach((model, sum) -> plain.put(model, VectorRows.plain(sum, withCosts)));
              usage.put(id, plain);
            });
    assertThat(usage).isEqualTo(VectorRows.withoutFloats(vector.object("expect")));
    List<String> unfinished = vector.list("unfinished").stream().map(String.class::cast).toList();
    assertThat(answer.unfinishedCallIds()).hasSameElementsAs(unfinished);
  }

  private static UsageRes answer(Vector vector) {
    PriceStore prices = PriceStore.inMemory();
    prices.add(VectorRows.prices(vector).rows());
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    for (String key : List.of("project_id", "call_ids", "limit", "include_costs")) {
      request.put(key, vector.get(key));
    }
    return Operations.over(CallSource.of(VectorRows.calls(vector)), prices)
        .build()
        .callsUsage(CallsUsageReq.parse(JsonText.of(request)));
  }
}
