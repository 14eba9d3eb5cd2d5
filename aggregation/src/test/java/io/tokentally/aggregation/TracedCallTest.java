package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of one's own: whatever stands in the place of usage is reported, never an error. */
class TracedCallTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of((byte) 7, 7, null),
        Arguments.of((short) 7, 7, null),
        Arguments.of(7, 7, null),
        Arguments.of(7L, 7, null),
        Arguments.of(7.0f, 7, null),
        Arguments.of(7.0, 7, null),
        Arguments.of(BigInteger.valueOf(7), 7, null),
        Arguments.of(new BigDecimal("7.00"), 7, null),
        Arguments.of(new AtomicLong(7), 7, null),
        Arguments.of(-7, 0, Anomaly.Reason.NEGATIVE),
        Arguments.of(-7L, 0, Anomaly.Reason.NEGATIVE),
        Arguments.of(7.9, 7, Anomaly.Reason.FRACTIONAL),
        Arguments.of(true, 1, Anomaly.Reason.NOT_A_NUMBER),
        Arguments.of('7', 0, Anomaly.Reason.NOT_A_NUMBER),
        Arguments.of(new Object(), 0, Anomaly.Reason.NOT_A_NUMBER),
        Arguments.of(new int[] {7}, 0, Anomaly.Reason.NOT_A_NUMBER));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void aCountMayBeOfAnyType(Object count, long counted, Anomaly.@Nullable Reason reason) {
    Map<String, Object> entry = Map.of("prompt_tokens", count, "requests", 1);
    UsageReport report = TALLY.report(List.of(new Span("a", null, Map.of("m", entry))));
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(counted);
    assertThat(report.anomalies()).hasSize(reason == null ? 0 : 1);
    if (reason != null) {
      assertThat(report.anomalies().get(0).reason()).isEqualTo(reason);
    }
  }

  static Stream<Arguments> nothings() {
    return Stream.of(
        Arguments.of((Object) null),
        Arguments.of(Double.NaN),
        Arguments.of(Double.POSITIVE_INFINITY),
        Arguments.of(Float.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("nothings")
  void aNumberThatIsNoneCountsForNothing(@Nullable Object nothing) {
    Map<String, @Nullable Object> entry = new HashMap<>();
    entry.put("prompt_tokens", nothing);
    entry.put("input_tokens", 5);
    UsageReport report = TALLY.report(List.of(new Span("a", null, Map.of("m", entry))));
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(5);
    assertThat(report.notes()).isEmpty();
  }

  static Stream<Arguments> usages() {
    return Stream.of(
        Arguments.of("text"),
        Arguments.of(5),
        Arguments.of(new Object()),
        Arguments.of(List.of()),
        Arguments.of(Map.of("m", new Object())),
        Arguments.of(Map.of("m", "text")),
        Arguments.of(Map.of(1, Map.of("prompt_tokens", "x"))),
        Arguments.of(Map.of("m", Collections.singletonMap("requests", new Object()))));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void usageMayBeAnything(Object usage) {
    UsageReport report = TALLY.report(List.of(new Span("a", null, usage)));
    assertThat(report.anomalies())
        .singleElement()
        .matches(anomaly -> anomaly.kind() == Anomaly.Kind.MALFORMED_USAGE)
        .matches(anomaly -> anomaly.callIds().equals(List.of("a")));
    assertThat(report.usage("a")).isEmpty();
  }

  @Test
  void aModelWhoseNameIsNoTextIsNamedByItsText() {
    Map<Object, Object> usage = new HashMap<>();
    usage.put(7, Map.of("prompt_tokens", 1));
    usage.put(null, Map.of("prompt_tokens", 2));
    UsageReport report = TALLY.report(List.of(new Span("a", null, usage)));
    assertThat(Given.brief(report.usage("a"))).hasToString("{7=0 1 0 1 0 0, null=0 2 0 2 0 0}");
  }

  @Test
  void twoModelsWithOneNameAreOne() {
    Map<Object, Object> usage = new HashMap<>();
    usage.put(7, Map.of("prompt_tokens", 1));
    usage.put("7", Map.of("prompt_tokens", 20));
    List<Span> calls =
        List.of(
            new Span("a", null, usage),
            new Span("b", "a", Map.of("7", Map.of("prompt_tokens", 300))));
    UsageReport report = TALLY.report(calls);
    assertThat(report.usage("a").get("7").promptTokens()).isEqualTo(321);
    assertThat(report.ownUsage("a").get("7").promptTokens()).isEqualTo(21);
  }
}
