package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts in objects and lists of an entry of usage, and where the malformed ones stand. */
class CountsTest {

  private final List<MalformedCount> malformed = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1 | 1",
        "1.0 | 1",
        "1e0 | 1",
        "\"1\" | 1",
        "\" +07 \" | 7",
        "\"0\" | 0",
        "9223372036854775807 | 9223372036854775807",
        "\"9223372036854775807\" | 9223372036854775807",
        "9223372036854775807.0 | 9223372036854775807",
      })
  void aCountIsAWholeNumberHoweverItIsWritten(String json, long count) {
    assertThat(counts("{\"a\":" + json + "}").read("a")).isEqualTo(count);
    assertThat(malformed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.9 | 0 | FRACTIONAL",
        "1.5 | 1 | FRACTIONAL",
        "1e-999999999 | 0 | FRACTIONAL",
        "9223372036854775807.5 | 9223372036854775807 | FRACTIONAL",
        "-1 | 0 | NEGATIVE",
        "-0.5 | 0 | NEGATIVE",
        "\"-1\" | 0 | NEGATIVE",
        "\"1.0\" | 0 | TEXT_NOT_INTEGER",
        "\"+\" | 0 | TEXT_NOT_INTEGER",
        "\"\" | 0 | TEXT_NOT_INTEGER",
        "true | 1 | NOT_A_NUMBER",
        "false | 0 | NOT_A_NUMBER",
        "[] | 0 | NOT_A_NUMBER",
      })
  void aMalformedCountIsReportedOnce(String json, long count, Reason reason) {
    assertThat(counts("{\"a\":" + json + "}").read("a")).isEqualTo(count);
    assertThat(malformed).extracting(MalformedCount::field).containsExactly("a");
    assertThat(malformed).extracting(MalformedCount::reason).containsExactly(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "9223372036854775808.0",
        "1e19",
        "\"9223372036854775808\"",
        "\"18446744073709551616\"",
        "\"100000000000000000000000000000\"",
      })
  void aCountBeyond64BitsIsRefusedWithItsPlace(String json) {
    Counts counts = counts("{\"a\":{\"b\":" + json + "}}").in("a");
    assertThatThrownBy(() -> counts.read("b"))
        .isInstanceOfSatisfying(
            CountOverflowException.class,
            e -> assertThat(e.place().steps()).containsExactly("a", "b"))
        .hasMessage("a.b exceeds 64 bits");
  }

  @Test
  void aNegativeCountMayBeKept() {
    Counts counts = new Counts(Map.of("a", -5L), TallyRules.of(Dialect.WEAVE), malformed::add);
    assertThat(counts.read("a")).isEqualTo(-5);
    assertThat(malformed).extracting(MalformedCount::reason).containsExactly(Reason.NEGATIVE_KEPT);
  }

  @Test
  void whatIsAbsentIsTellable() {
    Counts counts = counts("{\"null\":null,\"zero\":0,\"text\":\"words\"}");
    for (String absent : List.of("null", "none")) {
      assertThat(counts.read(absent)).isEqualTo(Counts.ABSENT);
      assertThat(counts.orZero(absent)).isZero();
      assertThat(counts.has(absent)).isFalse();
      assertThat(counts.text(absent)).isNull();
    }
    assertThat(counts.read("zero")).isZero();
    assertThat(counts.has("zero")).isTrue();
    assertThat(counts.text("zero")).isNull();
    assertThat(counts.text("text")).isEqualTo("words");
    assertThat(counts.fields()).containsExactly("null", "zero", "text");
    assertThat(malformed).isEmpty();
  }

  @Test
  void anObjectInsideHasItsCountsAndTellsItsPlace() {
    Counts counts = counts("{\"in\":{\"a\":3,\"b\":\"x\"},\"null\":null,\"list\":[1]}");
    assertThat(counts.in("in").read("a")).isEqualTo(3);
    assertThat(counts.in("null").fields()).isEmpty();
    assertThat(counts.in("none").read("a")).isEqualTo(Counts.ABSENT);
    assertThat(malformed).isEmpty();

    counts.in("in").read("b");
    assertThat(counts.in("list").fields()).isEmpty();
    assertThat(malformed)
        .containsExactly(
            new MalformedCount("in.b", Reason.TEXT_NOT_INTEGER, "string \"x\""),
            new MalformedCount("list", Reason.ENTRY_NOT_OBJECT, "a list of 1"));
  }

  @Test
  void eachObjectOfAListHasItsCountsAndTellsItsPlace() {
    Counts counts =
        counts("{\"list\":[{\"a\":1},null,7,{\"a\":true}],\"object\":{},\"null\":null}");
    assertThat(counts.each("none")).isEmpty();
    assertThat(counts.each("null")).isEmpty();
    assertThat(malformed).isEmpty();

    assertThat(counts.each("list")).extracting(each -> each.read("a")).containsExactly(1L, 1L);
    assertThat(counts.each("object")).isEmpty();
    assertThat(malformed)
        .containsExactly(
            new MalformedCount("list.2", Reason.ENTRY_NOT_OBJECT, "7"),
            new MalformedCount("list.3.a", Reason.NOT_A_NUMBER, "true"),
            new MalformedCount("object", Reason.ENTRY_NOT_OBJECT, "an empty object"));
  }

  private Counts counts(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object object = JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
    return new Counts((Map<?, ?>) object, malformed::add);
  }
}
