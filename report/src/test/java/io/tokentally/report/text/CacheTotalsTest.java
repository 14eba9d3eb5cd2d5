package io.tokentally.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.CacheSavings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the caches of several models saved together. */
class CacheTotalsTest {

  private static CacheSavings of(String model, @Nullable String unit, @Nullable String saved) {
    BigDecimal amount = saved == null ? null : new BigDecimal(saved);
    return new CacheSavings(
        model, unit, BigInteger.TEN, amount, BigInteger.TWO, BigDecimal.ONE, List.of());
  }

  @Test
  void theyAreSummedByCurrency() {
    List<CacheSavings> totals =
        CacheWords.totals(List.of(of("a", "USD", "3"), of("b", "USD", "4.5"), of("c", "EUR", "9")));

    assertThat(totals).extracting(CacheSavings::model).containsExactly("total", "total");
    assertThat(totals.get(0)).returns("EUR", CacheSavings::unit);
    assertThat(totals.get(1))
        .returns("USD", CacheSavings::unit)
        .returns(BigInteger.valueOf(20), CacheSavings::readTokens)
        .returns(BigInteger.valueOf(4), CacheSavings::writtenTokens)
        .returns(new BigDecimal("7.5"), CacheSavings::saved)
        .returns(new BigDecimal("5.5"), CacheSavings::net);
  }

  @Test
  void whatIsNotKnownIsInNoSumAndTheSumSaysSo() {
    assertThat(CacheWords.totals(List.of(of("a", "USD", "3"), of("b", null, null))))
        .singleElement()
        .returns("total of what is known", CacheSavings::model)
        .returns(new BigDecimal("2"), CacheSavings::net);
  }

  @Test
  void oneModelNeedsNoSum() {
    assertThat(CacheWords.totals(List.of(of("a", "USD", "3")))).isEmpty();
  }
}
