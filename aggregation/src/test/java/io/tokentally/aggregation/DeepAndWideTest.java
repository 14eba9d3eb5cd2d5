package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many calls, deep or wide, are summed up without recursion. */
@Timeout(60)
class DeepAndWideTest {

  private static final int MANY = 1_000_000;

  private static final Map<String, Object> ONE_TOKEN =
      Map.of("m", Map.of("prompt_tokens", 1L, "completion_tokens", 2L));

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"p","llm_id":"m","prompt_token_cost":0.000003,"completion_token_cost":0.5}
          """);

  @Test
  void aChainOfAMillionCalls() {
    List<Span> calls = new ArrayList<>(MANY);
    for (int i = MANY - 1; i >= 0; i--) {
      calls.add(new Span("c" + i, i == 0 ? null : "c" + (i - 1), ONE_TOKEN));
    }
    UsageReport report = Tally.with(PRICES).report(calls);
    assertThat(Given.brief(report.usage("c0")))
        .hasToString("{m=0 1000000 2000000 3000000 0 0 : 3 1000000 0 0}");
    assertThat(Given.brief(report.usage("c999990")))
        .hasToString("{m=0 10 20 30 0 0 : 0.00003 10 0 0}");
    assertThat(report.totals()).isEqualTo(report.usage("c0"));
    assertThat(report.rootIds()).containsExactly("c0");
  }

  @Test
  void aRootWithAMillionChildren() {
    List<Span> calls = new ArrayList<>(MANY);
    for (int i = 1; i < MANY; i++) {
      calls.add(new Span("c" + i, "root", ONE_TOKEN));
    }
    calls.add(new Span("root", null, ONE_TOKEN));
    UsageReport report = Tally.with(PRICES).report(calls);
    assertThat(Given.brief(report.usage("root")))
        .hasToString("{m=0 1000000 2000000 3000000 0 0 : 3 1000000 0 0}");
    assertThat(Given.brief(report.usage("c77"))).hasToString("{m=0 1 2 3 0 0 : 0.000003 1 0 0}");
  }

  @Test
  void aCycleOfAHundredThousandCalls() {
    int around = 100_000;
    List<Span> calls = new ArrayList<>(around);
    for (int i = 0; i < around; i++) {
      calls.add(new Span("c" + i, "c" + (i + 1) % around, ONE_TOKEN));
    }
    UsageReport report = Tally.with(PRICES).report(calls);
    assertThat(report.anomalies()).hasSize(1);
    assertThat(report.anomalies().get(0).kind()).isEqualTo(Anomaly.Kind.CYCLE);
    assertThat(report.anomalies().get(0).callIds()).hasSize(around).startsWith("c0", "c1", "c10");
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(around);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OWN", "INCLUSIVE"})
  void aHundredThousandCallsOfThreeModels(UsageScope scope) {
    int calls = 100_000;
    List<Span> all = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      Map<String, Object> usage =
          Map.of(
              "m",
              Map.of("prompt_tokens", 1L),
              "n" + i % 2,
              Map.of("prompt_tokens", 2L),
              "o",
              Map.of("completion_tokens", 3L, "requests", 1L));
      all.add(new Span("c" + i, i == 0 ? null : "c" + (i - 1) / 10, usage));
    }
    TallyOptions options = TallyOptions.builder().usageScope(scope).build();
    UsageReport report = Tally.with(PRICES).with(options).report(all);
    Map<String, LLMAggregatedUsage> root = report.usage("c0");
    assertThat(Given.brief(root))
        .hasToString(
            scope == UsageScope.OWN
                ? "{m=0 100000 0 100000 0 0 : 0.3 0 0 0, n0=0 100000 0 100000 0 0,"
                    + " n1=0 100000 0 100000 0 0, o=100000 0 300000 300000 0 0}"
                : "{m=0 1 0 1 0 0 : 0.000003 0 0 0, n0=0 2 0 2 0 0, n1=0 6560 0 6560 0 0,"
                    + " o=1 0 3 3 0 0}");
    assertThat(report.usageByCall()).hasSize(calls);
  }
}
