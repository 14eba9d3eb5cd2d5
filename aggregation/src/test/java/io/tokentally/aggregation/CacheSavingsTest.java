package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheSavings.Open;
import io.tokentally.aggregation.CacheSavings.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CacheSavingsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"prices": [
            {"model": "m", "rates": {"prompt_tokens": 0.003, "completion_tokens": 0.015,
              "cache_read_input_tokens": 0.0003, "cache_creation_input_tokens": 0.00375}},
            {"model": "free", "rates": {"prompt_tokens": 0.003, "completion_tokens": 0.015,
              "cache_read_input_tokens": 0}},
            {"model": "open", "rates": {"prompt_tokens": null, "completion_tokens": 1,
              "cache_read_input_tokens": 1}}]}""");

  private static Call call(String model, int prompt, int read, int written) {
    return Call.parse(
        """
        {"id":"%s","started_at":"2026-01-10T00:00:00Z","summary":{"usage":{"%s":{"requests":1,
         "prompt_tokens":%d,"cache_read_input_tokens":%d,"cache_creation_input_tokens":%d}}}}"""
            .formatted(model + prompt + "-" + read + "-" + written, model, prompt, read, written));
  }

  private static List<CacheSavings> savings(Call... calls) {
    return Tally.with(PRICES).report(List.of(calls)).cacheSavings();
  }

  @Test
  void saysWhatReadsSavedAndWritesCost() {
    CacheSavings savings = savings(call("m", 1000, 600, 100), call("m", 500, 0, 100)).get(0);

    assertThat(savings.model()).isEqualTo("m");
    assertThat(savings.unit()).isEqualTo("USD");
    assertThat(savings.readTokens()).isEqualTo(600);
    assertThat(savings.saved()).isEqualByComparingTo("1.62"); // 600 x 0.0027
    assertThat(savings.writtenTokens()).isEqualTo(200);
    assertThat(savings.extra()).isEqualByComparingTo("0.15"); // 200 x 0.00075
    assertThat(savings.net()).isEqualByComparingTo("1.47");
    assertThat(savings.open()).isEmpty();
  }

  @Test
  void modelsWithoutACacheAreLeftOut() {
    assertThat(savings(call("m", 1000, 0, 0))).isEmpty();
    assertThat(savings(call("free", 10, 10, 0)).get(0).net()).isEqualByComparingTo("0.03");
  }

  @Test
  void whatIsNotKnownIsNullWithTheReason() {
    CacheSavings unpriced = savings(call("nobody", 10, 5, 2)).get(0);

    assertThat(unpriced.saved()).isNull();
    assertThat(unpriced.extra()).isNull();
    assertThat(unpriced.net()).isNull();
    assertThat(unpriced.unit()).isNull();
    assertThat(unpriced.readTokens()).isEqualTo(5);
    assertThat(unpriced.open())
        .containsExactly(
            new Open("cache_read_input_tokens", BigInteger.valueOf(5), Reason.NO_PRICE),
            new Open("cache_creation_input_tokens", BigInteger.TWO, Reason.NO_PRICE));
  }

  @Test
  void withoutARateOfThePromptNothingSaysWhatWasSaved() {
    CacheSavings open = savings(call("open", 10, 5, 0)).get(0);

    assertThat(open.saved()).isNull();
    assertThat(open.extra()).isEqualByComparingTo("0");
    assertThat(open.open())
        .containsExactly(
            new Open("cache_read_input_tokens", BigInteger.valueOf(5), Reason.NO_UNCACHED_RATE));
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(0, 100))
        .as((uncached, read, written) -> List.of(uncached, read, written))
        .list()
        .ofMaxSize(8)
        .map(
            rows -> {
              List<Call> calls = new ArrayList<>();
              rows.forEach(
                  row -> {
                    int prompt = row.get(0) + row.get(1) + row.get(2);
                    calls.add(call("m", prompt + 1000 * calls.size(), row.get(1), row.get(2)));
                  });
              return calls;
            });
  }

  /** The same calls at prices without a cache cost more by what the cache saved. */
  @Property(tries = 200)
  void savingsAreTheDifferenceToNoCache(@ForAll("calls") List<Call> calls) {
    UsageReport report = Tally.with(PRICES).report(calls);
    PriceTable noCache =
        PriceTable.parse("{\"m\":{\"prompt_token_cost\":0.003,\"completion_token_cost\":0.015}}");
    BigDecimal with = report.pricedCostByUnit().getOrDefault("USD", BigDecimal.ZERO);
    BigDecimal without =
        report.repriced(noCache).pricedCostByUnit().getOrDefault("USD", BigDecimal.ZERO);
    BigDecimal net =
        report.cacheSavings().stream()
            .map(CacheSavings::net)
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(net).isEqualByComparingTo(without.subtract(with));
  }

  /** The charges of any keys together, too, whichever calls count. */
  @Property(tries = 200)
  void chargesSaveWhatTheReportDoes(@ForAll("calls") List<Call> calls, @ForAll UsageScope scope) {
    List<Call> chain = new ArrayList<>();
    for (Call call : calls) {
      String parent = chain.size() % 3 == 0 ? null : chain.get(chain.size() - 1).id();
      chain.add(Call.builder().from(call).parentId(parent).build());
    }
    TallyOptions options = TallyOptions.builder().usageScope(scope).build();
    UsageReport report = Tally.with(PRICES).with(options).report(chain);
    BigDecimal net = BigDecimal.ZERO;
    for (List<Charge> charges : report.chargesBy(call -> call.id().hashCode() % 2).values()) {
      for (CacheSavings savings : CacheSavings.of(charges)) {
        net = net.add(savings.net());
      }
    }

    assertThat(net)
        .isEqualByComparingTo(
            report.cacheSavings().stream()
                .map(CacheSavings::net)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
