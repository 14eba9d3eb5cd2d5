package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.Refusals;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that is refused leaves the prices as they were. */
class RefusalsChangeNothingTest {

  private static final String NEGATIVE_LIMIT = "{\"project_id\":\"p/one\",\"limit\":-1}";

  static Stream<Named<Consumer<Operations>>> refused() {
    return Stream.of(
        Named.of("negative rate", to -> to.costCreate(CostCreateReq.parse(costs("-1")))),
        Named.of("rate as text", to -> to.costCreate(CostCreateReq.parse(costs("\"1\"")))),
        Named.of("rate too long", to -> to.costCreate(CostCreateReq.parse(costs("1e-5000")))),
        Named.of("purge by model", to -> to.costPurge(CostPurgeReq.parse(purge("llm_id")))),
        Named.of("purge by no field", to -> to.costPurge(CostPurgeReq.parse(purge("llm")))),
        Named.of("query", to -> to.costQuery(CostQueryReq.parse(NEGATIVE_LIMIT))),
        Named.of("usage", to -> to.traceUsage(TraceUsageReq.parse(NEGATIVE_LIMIT))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void leavesThePricesAsTheyWere(Consumer<Operations> request) {
    PriceStore prices = PriceStore.inMemory();
    prices.add(
        Given.rows(
            """
            {"id":"r","llm_id":"m","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":1}
            """));
    List<PriceRow> before = prices.rows();
    Operations operations = Fixed.over(prices).idOnlyPurge().build();
    assertThat(Refusals.of(() -> request.accept(operations)))
        .allMatch(fault -> fault.startsWith("[\"body\","))
        .isNotEmpty();
    assertThat(prices.rows()).isEqualTo(before);
  }

  private static String costs(String badRate) {
    return """
    {"project_id":"p/one","costs":{\
    "good":{"prompt_token_cost":2,"completion_token_cost":1},\
    "bad":{"prompt_token_cost":%s,"completion_token_cost":1}}}"""
        .formatted(badRate);
  }

  private static String purge(String field) {
    return """
    {"project_id":"p/one",\
    "query":{"$expr":{"$eq":[{"$getField":"%s"},{"$literal":"m"}]}}}"""
        .formatted(field);
  }
}
