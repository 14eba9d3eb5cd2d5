package io.tokentally.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1",
    "0.06550365, 0.0655037",
    "0.11251845, 0.112518",
    "0.000000123456789, 0.000000123457",
    "0.9999999, 1",
    "1.2345678, 1.234568",
    "'1234567.5', '1,234,567.5'",
    "'-1234567.5', '-1,234,567.5'",
    "-123, -123",
    "-0.5, -0.5",
    "1E+3, '1,000'",
    "0E-9, 0"
  })
  void showsAtMostSixSignificantDecimals(String exact, String shown) {
    assertThat(Money.text(Money.rounded(new BigDecimal(exact)))).isEqualTo(shown);
  }
}
