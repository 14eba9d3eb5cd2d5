package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.testing.SerialCopy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts beyond 64 bits are refused with call and model, never wrapped: rule 32. */
class OverflowTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"requests":9223372036854775808}
          {"prompt_tokens":9223372036854775808}
          {"completion_tokens":1e19}
          {"total_tokens":"9223372036854775808"}
          {"cache_read_input_tokens":99999999999999999999999}
          {"cache_creation_input_tokens":1e999999999}
          {"prompt_tokens":9223372036854775807,"input_tokens":1}
          {"completion_tokens":5,"output_tokens":9223372036854775807}
          {"prompt_tokens":9223372036854775807,"completion_tokens":1}
          {"prompt_tokens":1,"cache_read_input_tokens":9223372036854775807}
          {"prompt_tokens":1,"cache_read_input_tokens":5000000000000000000,"cache_creation_input_tokens":5000000000000000000}
          """)
  void anEntryBeyond64BitsIsRefused(String entry) {
    Call call = Given.call("{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":%s}}}".formatted(entry));
    assertThatThrownBy(() -> TALLY.report(List.of(call)))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessage(
            "calls.a.usage.m: a count of model \"m\" in call \"a\" exceeds 9223372036854775807");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"prompt_tokens":9223372036854775807}                            | 0 MAX 0 MAX 0 0
          {"prompt_tokens":9223372036854775807,"input_tokens":9223372036854775807} | 0 MAX 0 MAX 0 0
          {"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807,"total_tokens":7} | 0 MAX MAX 7 0 0
          {"prompt_tokens":"9223372036854775807.5"}                        |
          {"prompt_tokens":9223372036854775807.5}                          | 0 MAX 0 MAX 0 0
          {"prompt_tokens":-99999999999999999999999}                       |
          {"prompt_tokens":9223372036854775807,"cache_read_input_tokens":9223372036854775807} | 0 MAX 0 MAX MAX 0
          """)
  void anEntryWithin64BitsIsKept(String entry, String counts) {
    Call call = Given.call("{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":%s}}}".formatted(entry));
    TallyOptions options =
        TallyOptions.builder().cacheConvention(CacheConvention.INCLUSIVE).build();
    assertThat(Given.brief(TALLY.with(options).report(List.of(call)).usage("a")))
        .isEqualTo(
            counts == null ? Map.of() : Map.of("m", counts.replace("MAX", "9223372036854775807")));
  }

  @Test
  void ofSeveralEntriesTheSmallestCallAndModelIsNamed() {
    List<Call> calls =
        new ArrayList<>(
            Given.calls(
                """
                {"id":"z","summary":{"usage":{"a":{"requests":1e20}}}}
                {"id":"b","summary":{"usage":{"n":{"requests":1e20},"m":{"requests":1e20}}}}
                {"id":"c","parent_id":"b","summary":{"usage":{"a":{"requests":1e20}}}}
                """));
    for (int i = 0; i < calls.size(); i++) {
      Collections.rotate(calls, 1);
      TokenOverflowException refusal =
          catchThrowableOfType(TokenOverflowException.class, () -> TALLY.report(calls));
      assertThat(refusal.callId()).isEqualTo("b");
      assertThat(refusal.model()).isEqualTo("m");
    }
  }

  @Test
  void ofSeveralSumsTheDeepestCallIsNamed() {
    List<Call> calls =
        new ArrayList<>(
            Given.calls(
                """
                {"id":"r"}
                {"id":"a","parent_id":"r"}
                {"id":"b","parent_id":"r"}
                {"id":"c","parent_id":"b"}
                {"id":"d","parent_id":"c","summary":{"usage":{"m":{"prompt_tokens":9223372036854775807},"l":{"prompt_tokens":1}}}}
                {"id":"e","parent_id":"c","summary":{"usage":{"m":{"prompt_tokens":1},"l":{"prompt_tokens":9223372036854775807}}}}
                {"id":"f","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":9223372036854775807}}}}
                {"id":"g","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":1}}}}
                """));
    for (int i = 0; i < calls.size(); i++) {
      Collections.rotate(calls, 1);
      TokenOverflowException refusal =
          catchThrowableOfType(TokenOverflowException.class, () -> TALLY.report(calls));
      assertThat(refusal.callId()).isEqualTo("c");
      assertThat(refusal.model()).isEqualTo("l");
    }
  }

  @Test
  void countsThatFitAtEachPriceMayNotFitTogether() {
    String calls =
        """
        {"id":"p"}
        {"id":"a","parent_id":"p","started_at":"2024-02-01","summary":{"usage":{"m":{"prompt_tokens":%d}}}}
        {"id":"b","parent_id":"p","started_at":"2024-04-01","summary":{"usage":{"m":{"prompt_tokens":1}}}}
        """;
    Tally tally = Tally.with(Given.TWO_PRICES);
    UsageReport fits = tally.report(Given.calls(calls.formatted(Long.MAX_VALUE - 1)));
    assertThat(fits.usage("p").get("m").promptTokens()).isEqualTo(Long.MAX_VALUE);
    List<Call> beyond = Given.calls(calls.formatted(Long.MAX_VALUE));
    assertThatThrownBy(() -> tally.report(beyond))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageStartingWith("calls.p.usage.m: ");
  }

  @Test
  void theDeepestCallOfADeepChainIsNamed() {
    int depth = 100_000;
    Map<String, Object> half = Map.of("m", Map.of("prompt_tokens", Long.MAX_VALUE / 2 + 1));
    List<Span> calls = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      calls.add(new Span("c" + i, i == 0 ? null : "c" + (i - 1), half));
    }
    assertThatThrownBy(() -> TALLY.report(calls))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageStartingWith("calls.c99998.usage.m: a count of model \"m\" in call \"c99998\"");
  }

  @Test
  void rootsThatFitMayHaveATotalThatDoesNot() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","summary":{"usage":{"m":{"prompt_tokens":9223372036854775807}}}}
            {"id":"b","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            """);
    UsageReport report = TALLY.report(calls);
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(report::totals)
        .isInstanceOf(TokenOverflowException.class)
        .hasMessage("totals.m: a count of model \"m\" in the total exceeds 9223372036854775807");
    assertThat(report.unpricedModels().get(0).totalTokens()).isEqualTo(BigInteger.TWO.pow(63));
  }

  @Test
  void pickedCallsThatFitMayHaveAParentThatDoesNot() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"p"}
            {"id":"a","parent_id":"p","summary":{"usage":{"m":{"prompt_tokens":9223372036854775807}}}}
            {"id":"b","parent_id":"p","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            """);
    UsageReport report = TALLY.report(calls, call -> !call.id().equals("p"));
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(report.usage("b").get("m").promptTokens()).isEqualTo(1);
  }

  @Test
  void underInclusiveAParentsOwnCountStandsForItsChildren() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"p","summary":{"usage":{"m":{"prompt_tokens":9}}}}
            {"id":"a","parent_id":"p","summary":{"usage":{"m":{"prompt_tokens":9223372036854775807}}}}
            {"id":"b","parent_id":"p","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            """);
    TallyOptions options = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    UsageReport report = TALLY.with(options).report(calls);
    assertThat(report.usage("p").get("m").promptTokens()).isEqualTo(9);
    UnpricedModel unpriced = report.unpricedModels().get(0);
    assertThat(unpriced.callIds()).containsExactly("a", "b", "p");
    assertThat(unpriced.totalTokens()).isNull();
  }

  @Test
  void serialisationKeepsModelAndCall() throws Exception {
    TokenOverflowException refusal = new TokenOverflowException("m", "a");
    TokenOverflowException copy = SerialCopy.of(refusal);
    assertThat(copy.model()).isEqualTo("m");
    assertThat(copy.callId()).isEqualTo("a");
    assertThat(copy.errors()).isEqualTo(refusal.errors());
    assertThat(SerialCopy.of(new TokenOverflowException("m", null)).callId()).isNull();
  }
}
