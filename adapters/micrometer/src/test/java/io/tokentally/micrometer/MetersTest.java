package io.tokentally.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetPeriod;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real registry: what a back end would be sent. */
class MetersTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 0.002},
           "e": {"prompt_token_cost": 0.001, "completion_token_cost": 0.002,
                 "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");

  private static final Map<String, Integer> USAGE =
      Map.of("prompt_tokens", 100, "completion_tokens", 50);

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private static void call(CallRecorder recorder, String operation, String model) {
    recorder.start(operation).usage(model, USAGE).end();
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
  }

  @Test
  void costIsCountedByModelOperationAndCurrency() {
    CallRecorder recorder = CallRecorder.builder().to(CostMeters.of(registry, PRICES)).build();
    call(recorder, "chat", "m");
    call(recorder, "chat", "m");
    call(recorder, "embeddings", "m");
    call(recorder, "chat", "e");
    recorder.start("agent").end();

    assertThat(
            value(
                "gen_ai.client.estimated_cost",
                "gen_ai.response.model",
                "m",
                "gen_ai.operation.name",
                "chat",
                "currency",
                "USD"))
        .isEqualTo(0.4, within(1e-12));
    assertThat(value(CostMeters.COST, "gen_ai.operation.name", "embeddings"))
        .isEqualTo(0.2, within(1e-12));
    assertThat(value(CostMeters.COST, "currency", "EUR")).isEqualTo(0.2, within(1e-12));
    assertThat(registry.getMeters()).hasSize(3);
    assertThat(recorder.status().errors()).isEmpty();
  }

  @Test
  void whatHasNoPriceIsCountedByItself() {
    CallRecorder recorder = CallRecorder.builder().to(CostMeters.of(registry, PRICES)).build();
    call(recorder, "chat", "x");
    recorder.start("chat").usage("m", Map.of("prompt_tokens", -3)).end();

    assertThat(value(CostMeters.UNPRICED, "gen_ai.response.model", "x")).isEqualTo(150);
    assertThat(value(CostMeters.INCOMPLETE, "gen_ai.operation.name", "chat")).isEqualTo(2);
  }

  @Test
  void thereAreNoMoreModelsThanAskedFor() {
    CallRecorder recorder =
        CallRecorder.builder().to(CostMeters.of(registry, PRICES, TallyOptions.DEFAULT, 2)).build();
    for (int i = 0; i < 50; i++) {
      call(recorder, "o" + i, "x" + i);
    }

    assertThat(registry.getMeters())
        .filteredOn(meter -> meter.getId().getName().equals(CostMeters.UNPRICED))
        .extracting(meter -> meter.getId().getTag("gen_ai.response.model"))
        .containsExactlyInAnyOrder("x0", "x1", "other");
    assertThat(value(CostMeters.FOLDED, "tag", "gen_ai.response.model")).isEqualTo(48);
    assertThat(value(CostMeters.FOLDED, "tag", "gen_ai.operation.name")).isEqualTo(48);
    assertThat(value(CostMeters.UNPRICED, "gen_ai.response.model", "other")).isEqualTo(48 * 150);
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getDescription())
        .doesNotContainNull();
    assertThatThrownBy(() -> CostMeters.of(registry, PRICES, TallyOptions.DEFAULT, 0))
        .hasMessage("expected mostValues of 1 or more, found 0");
  }

  @Test
  void budgetsAreGauges() {
    Budgets budgets =
        Budgets.with(PRICES)
            .limit(
                BudgetLimit.per(BudgetScope.USER, "1", "USD")
                    .each(BudgetPeriod.day(ZoneOffset.UTC)))
            .build();
    new BudgetMeters(budgets).bindTo(registry);
    assertThat(value(BudgetMeters.REMAINING)).isEqualTo(1);

    RecordedUsage usage = RecordedUsage.builder().promptTokens(100).build();
    CallRecorder recorder = CallRecorder.builder().build();
    OpenCall ada = recorder.start("chat").key("user", "ada");
    ada.reserve(budgets, "m", usage);
    ada.usage("m", usage).end();
    recorder.start("chat").key("user", "bob").reserve(budgets, "m", usage);
    recorder.start("chat").key("user", "bob").reserve(budgets, "m", usage);

    assertThat(value(BudgetMeters.AMOUNT, "scope", "user", "period", "day Z", "currency", "USD"))
        .isEqualTo(1);
    assertThat(value(BudgetMeters.SPENT)).isEqualTo(0.1);
    assertThat(value(BudgetMeters.HELD)).isEqualTo(0.2);
    assertThat(value(BudgetMeters.REMAINING)).isEqualTo(0.8);
    assertThat(value(BudgetMeters.KEYS)).isEqualTo(2);
    assertThat(registry.getMeters())
        .hasSize(5)
        .extracting(meter -> meter.getId().getDescription())
        .doesNotContainNull();
  }
}
