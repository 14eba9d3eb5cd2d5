package io.tokentally.dsl.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts and numbers are dates on the server: docs/weave.md section 7. */
class PythonDatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-06-15|2024-06-15T00:00:00Z",
        "20240615|2024-06-15T00:00:00Z",
        "0001-01-01|0001-01-01T00:00:00Z",
        "2024-W24|2024-06-10T00:00:00Z",
        "2024-W24-6|2024-06-15T00:00:00Z",
        "2024W246|2024-06-15T00:00:00Z",
        "2020-W53-7|2021-01-03T00:00:00Z",
        "2025-W01-1|2024-12-30T00:00:00Z",
        "2024-06-15 10|2024-06-15T10:00:00Z",
        "2024-06-15T1030|2024-06-15T10:30:00Z",
        "2024-06-15T103015,25|2024-06-15T10:30:15.250Z",
        "2024-06-15T10:30:15.1234569|2024-06-15T10:30:15.123456Z",
        "2024-06-15T10:30z|2024-06-15T10:30:00Z",
        "2024-06-15T10:30+02|2024-06-15T08:30:00Z",
        "2024-06-15T10:30+0530|2024-06-15T05:00:00Z",
        "2024-06-15T10:30-05:30|2024-06-15T16:00:00Z",
        "2024-06-15T10:30+01:02:03|2024-06-15T09:27:57Z",
        "2024-06-15T10:30-010203.5|2024-06-15T11:32:03Z",
      })
  void readsWhatPythonReads(String text, Instant moment) {
    assertThat(PythonDates.parse(text)).isEqualTo(moment);
    assertThat(PythonDates.parse("\u2003 " + text + " \n")).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-06",
        "24-06-15",
        "2024-0615",
        "202406-15",
        "2024-13-01",
        "2023-02-29",
        "0000-01-01",
        "0000-W01-1",
        "2024-W53-1",
        "2024-W00-1",
        "2024-W24-0",
        "2024-W24-8",
        "2024-06-15T",
        "2024-06-15T24:00",
        "2024-06-15T10:3015",
        "2024-06-15T10:30:60",
        "2024-06-15T10:30+2",
        "x2024-06-15",
        "2024-06-15T10:30+02:00x"
      })
  void readsNothingElse(String text) {
    assertThat(PythonDates.parse(text)).isNull();
  }

  static Stream<Arguments> seconds() {
    return Stream.of(
        Arguments.of(0L, "1970-01-01T00:00:00Z"),
        Arguments.of(-1L, "1969-12-31T23:59:59Z"),
        Arguments.of(1718445600.25, "2024-06-15T10:00:00.250Z"),
        Arguments.of(0.0000005, "1970-01-01T00:00:00Z"),
        Arguments.of(0.0000015, "1970-01-01T00:00:00.000002Z"),
        Arguments.of(-62135596800L, "0001-01-01T00:00:00Z"),
        Arguments.of(253402300799L, "9999-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @MethodSource("seconds")
  void numbersAreSecondsToTheMicrosecond(Number seconds, Instant moment) {
    assertThat(PythonDates.ofEpochSeconds(seconds)).isEqualTo(moment);
  }

  @Test
  void numbersBeyondTheYearsAreNoDates() {
    assertThat(PythonDates.ofEpochSeconds(-62135596801L)).isNull();
    assertThat(PythonDates.ofEpochSeconds(253402300800L)).isNull();
    assertThat(PythonDates.ofEpochSeconds(1_000_000_000_000L)).isNull();
    assertThat(PythonDates.ofEpochSeconds(BigInteger.TEN.pow(40))).isNull();
    assertThat(PythonDates.ofEpochSeconds(new BigDecimal("-1e999999999"))).isNull();
    assertThat(PythonDates.ofEpochSeconds(Double.NaN)).isNull();
    assertThat(PythonDates.ofEpochSeconds(Double.NEGATIVE_INFINITY)).isNull();
  }
}
