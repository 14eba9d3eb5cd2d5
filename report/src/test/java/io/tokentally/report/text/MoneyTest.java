package io.tokentally.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
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

  @Test
  void briefAmountsHaveTwoDecimalsOrThreeDigits() {
    assertThat(brief("1234.565")).isEqualTo("1,234.57");
    assertThat(brief("12.5")).isEqualTo("12.50");
    assertThat(brief("3")).isEqualTo("3");
    assertThat(brief("0.99996")).isEqualTo("1");
    assertThat(brief("0.04753155")).isEqualTo("0.0475");
    assertThat(brief("0.00000012345")).isEqualTo("0.000000123");
    assertThat(brief("0")).isEqualTo("0");
  }

  private static String brief(String amount) {
    return Money.brief(new BigDecimal(amount));
  }
}
