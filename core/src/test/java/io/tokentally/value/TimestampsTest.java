package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/semantics.md rules 14, 16 and 17. */
class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2024-06-15, 2024-06-15T00:00:00Z",
    "2024-06-15Z, 2024-06-15T00:00:00Z",
    "2024-06-15+02:00, 2024-06-14T22:00:00Z",
    "2024-06-15T10:20, 2024-06-15T10:20:00Z",
    "2024-06-15t10:20z, 2024-06-15T10:20:00Z",
    "2024-06-15 10:20:30, 2024-06-15T10:20:30Z",
    "2024-06-15T10:20:30.1, 2024-06-15T10:20:30.100Z",
    "2024-06-15T10:20:30.123456789Z, 2024-06-15T10:20:30.123456789Z",
    "2024-06-15T10:20:30.000000001, 2024-06-15T10:20:30.000000001Z",
    "2024-06-15T10:20+01, 2024-06-15T09:20:00Z",
    "2024-06-15T10:20-0130, 2024-06-15T11:50:00Z",
    "2024-06-15T10:20:30+18:00, 2024-06-14T16:20:30Z",
    "2024-06-15T10:20:30-18:00, 2024-06-16T04:20:30Z",
    "2024-06-15T10:20:30-00:00, 2024-06-15T10:20:30Z",
    "2024-02-29T23:59:59, 2024-02-29T23:59:59Z",
    "2000-02-29, 2000-02-29T00:00:00Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999, 9999-12-31T23:59:59.999999999Z",
  })
  void readsEveryForm(String text, Instant expected) {
    assertThat(Timestamps.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2024",
        "2024-06",
        "2024-6-15",
        "24-06-15",
        "02024-06-15",
        "+2024-06-15",
        "-2024-06-15",
        "20240615",
        "2024-W24-6",
        "2024-167",
        "2024/06/15",
        "0000-01-01",
        "10000-01-01",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-06-31",
        "2024-06-00",
        "2024-06-15T",
        "2024-06-15 ",
        "2024-06-15T10",
        "2024-06-15T1:20",
        "2024-06-15T1020",
        "2024-06-15T10:20:",
        "2024-06-15T10:20:3",
        "2024-06-15T24:00",
        "2024-06-15T24:00:00",
        "2024-06-15T10:60",
        "2024-06-15T23:59:60",
        "2024-06-15T10:20:30.",
        "2024-06-15T10:20:30,5",
        "2024-06-15T10:20:30.1234567890",
        "2024-06-15T10:20.5",
        "2024-06-15T10:20:30 Z",
        "2024-06-15T10:20:30ZZ",
        "2024-06-15T10:20:30+1",
        "2024-06-15T10:20:30+1:00",
        "2024-06-15T10:20:30+01:0",
        "2024-06-15T10:20:30+01:",
        "2024-06-15T10:20:30+01:60",
        "2024-06-15T10:20:30+18:01",
        "2024-06-15T10:20:30-19:00",
        "2024-06-15T10:20:30+01:00:00",
        "2024-06-15T10:20:30 UTC",
        "2024-06-15T10:20:30[UTC]",
        "2024-06-15  10:20",
        "2024-06-15_10:20",
        " 2024-06-15",
        "2024-06-15T10:20:30Z ",
        "2024-06-15\n",
        "\u0662\u0660\u0662\u0664-06-15",
        "2024\u201306\u201315",
        "now",
      })
  void allElseIsUnreadable(String text) {
    assertThat(Timestamps.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "1718447400, 2024-06-15T10:30:00Z",
    "1718447400.5, 2024-06-15T10:30:00.500Z",
    "1.7184474e9, 2024-06-15T10:30:00Z",
    "-0.25, 1969-12-31T23:59:59.750Z",
    "0.0000000019, 1970-01-01T00:00:00.000000001Z",
    "-0.0000000001, 1969-12-31T23:59:59.999999999Z",
    "31556889864403199.999999999, +1000000000-12-31T23:59:59.999999999Z",
    "-31557014167219200, -1000000000-01-01T00:00:00Z",
  })
  void numberIsSecondsSince1970CutToTheNanosecond(BigDecimal seconds, Instant expected) {
    assertThat(Timestamps.ofEpochSeconds(seconds)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31556889864403200",
        "-31557014167219201",
        "1e30",
        "-1e30",
        "1e999999999",
        "1e1001"
      })
  void numberBeyondEveryMomentIsNone(BigDecimal seconds) {
    assertThat(Timestamps.ofEpochSeconds(seconds)).isNull();
  }

  @Test
  void integersOfEveryFormAreSeconds() {
    assertThat(Timestamps.ofEpochSeconds(7L)).isEqualTo(Instant.ofEpochSecond(7));
    assertThat(Timestamps.ofEpochSeconds(BigInteger.valueOf(8)))
        .isEqualTo(Instant.ofEpochSecond(8));
    assertThat(Timestamps.ofEpochSeconds(BigInteger.TEN.pow(40))).isNull();
  }

  @Property(tries = 500)
  void secondsOfAMomentAreExact(
      @ForAll @LongRange(min = -62135596800L, max = 253402300799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant moment = Instant.ofEpochSecond(second, nano);

    BigDecimal seconds = Timestamps.epochSeconds(moment);

    assertThat(seconds).isEqualByComparingTo(new BigDecimal(second + "e0").add(nanos(nano)));
    assertThat(Timestamps.ofEpochSeconds(seconds)).isEqualTo(moment);
    assertThat(Timestamps.parse(moment.toString())).isEqualTo(moment);
  }

  private static BigDecimal nanos(int nano) {
    return new BigDecimal(BigInteger.valueOf(nano), 9);
  }
}
