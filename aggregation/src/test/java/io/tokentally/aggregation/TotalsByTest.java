package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TotalsByTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 0.01},
           "n": {"prompt_token_cost": 0.1, "completion_token_cost": 1}}""");

  private static Call call(int id, @Nullable Integer parent, String model, int prompt, int hour) {
    return Call.parse(
        """
        {"id":"%d","parent_id":%s,"started_at":"2026-01-05T%02d:00:00Z","summary":{"usage":{"%s":
        {"requests":1,"prompt_tokens":%d,"completion_tokens":1,"total_tokens":%d}}}}"""
            .formatted(
                id,
                parent == null ? "null" : "\"" + parent + "\"",
                hour,
                model,
                prompt,
                prompt + 1));
  }

  @Provide
  Arbitrary<List<Call>> trees() {
    return Combinators.combine(
            Arbitraries.integers().between(-1, 20),
            Arbitraries.of("m", "n", "unpriced"),
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.integers().between(0, 23))
        .as((parent, model, prompt, hour) -> List.<Object>of(parent, model, prompt, hour))
        .list()
        .ofMaxSize(30)
        .map(
            rows -> {
              List<Call> calls = new ArrayList<>();
              for (int i = 0; i < rows.size(); i++) {
                int parent = (Integer) rows.get(i).get(0);
                calls.add(
                    call(
                        i,
                        parent < 0 || parent >= i ? null : parent,
                        (String) rows.get(i).get(1),
                        (Integer) rows.get(i).get(2),
                        (Integer) rows.get(i).get(3)));
              }
              return calls;
            });
  }

  @Property(tries = 300)
  void groupsAddUpToTheTotals(
      @ForAll("trees") List<Call> calls, @ForAll UsageScope scope, @ForAll int salt) {
    TallyOptions options = TallyOptions.builder().usageScope(scope).build();
    UsageReport report = Tally.with(PRICES).with(options).report(calls);

    Map<@Nullable Integer, UsageTotals> groups =
        report.totalsBy(call -> (call.id().hashCode() ^ salt) % 3 == 0 ? null : salt % 2);

    Map<String, Long> tokens = new HashMap<>();
    Map<String, BigDecimal> costs = new HashMap<>();
    for (UsageTotals group : groups.values()) {
      group.usage().forEach((model, usage) -> tokens.merge(model, usage.totalTokens(), Long::sum));
      group
          .pricedPart()
          .forEach((model, usage) -> costs.merge(model, usage.totalCost(), BigDecimal::add));
    }
    Map<String, Long> allTokens = new HashMap<>();
    report.totals().forEach((model, usage) -> allTokens.put(model, usage.totalTokens()));
    assertThat(tokens).isEqualTo(allTokens);
    assertThat(costs.keySet()).isEqualTo(report.pricedPartOfTotals().keySet());
    report
        .pricedPartOfTotals()
        .forEach(
            (model, usage) -> assertThat(costs.get(model)).isEqualByComparingTo(usage.totalCost()));
  }

  @Property(tries = 100)
  void oneGroupIsTheTotals(@ForAll("trees") List<Call> calls) {
    UsageReport report = Tally.with(PRICES).report(calls);

    Map<@Nullable String, UsageTotals> groups = report.totalsBy(call -> "all");

    if (report.totals().isEmpty()) {
      assertThat(groups).isEmpty();
    } else {
      assertThat(groups.get("all").usage()).isEqualTo(report.totals());
      assertThat(groups.get("all").pricedPart()).isEqualTo(report.pricedPartOfTotals());
    }
  }

  @Test
  void aCallCountsUnderItsOwnKeyWhateverIsAboveIt() {
    List<Call> calls = List.of(call(0, null, "m", 100, 1), call(1, 0, "n", 10, 2));

    Map<@Nullable Integer, UsageTotals> byHour =
        Tally.with(PRICES)
            .report(calls)
            .totalsBy(call -> call.startedAt().atOffset(java.time.ZoneOffset.UTC).getHour());

    assertThat(byHour.keySet()).containsExactlyInAnyOrder(1, 2);
    Map<String, LLMAggregatedUsage> second = byHour.get(2).usage();
    assertThat(second.keySet()).containsExactly("n");
    assertThat(UsageCount.PROMPT_TOKENS.of(second.get("n"))).isEqualTo(10);
    assertThat(second.get("n").totalCost()).isEqualByComparingTo("2");
  }
}
