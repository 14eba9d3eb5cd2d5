package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderUsageRefusalsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [1,2]               | expected an object, found a list of 2
          null                | expected an object, found null
          "x"                 | expected an object, found string "x"
          7                   | expected an object, found 7
          {"prompt_tokens":9223372036854775808}                     | prompt_tokens: expected a count of at most 64 bits
          {"prompt_tokens":"99999999999999999999999"}               | prompt_tokens: expected a count of at most 64 bits
          {"promptTokenCount":1e999}                                | promptTokenCount: expected a count of at most 64 bits
          {"prompt_tokens":1,"prompt_tokens_details":{"cached_tokens":1e20}} | prompt_tokens_details.cached_tokens: expected a count of at most 64 bits
          {"input_tokens":1,"iterations":[{},{"type":"compaction","output_tokens":1e20}]} | iterations[1].output_tokens: expected a count of at most 64 bits
          {"inputTokens":1,"serverToolUsage":{"a.99999999999":1e20}} | serverToolUsage.a.99999999999: expected a count of at most 64 bits
          {"input_tokens":9223372036854775807,"cache_read_input_tokens":1} | expected counts whose sum is at most 64 bits
          {"inputTokens":9223372036854775807,"cacheReadInputTokens":1}     | expected counts whose sum is at most 64 bits
          {"promptTokenCount":9223372036854775807,"toolUsePromptTokenCount":1} | expected counts whose sum is at most 64 bits
          """)
  void whatCannotBeReadIsRefusedWithItsPlace(String json, String message) {
    assertThatThrownBy(() -> ProviderUsage.parse(json))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> ProviderUsage.parse(Provider.BEDROCK, json))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> ProviderUsage.parse("{\"prompt_tokens\":"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> ProviderUsage.parse("{\"a\":1,\"a\":2}"))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> ProviderUsage.parse("[".repeat(100_000)))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void aFormatLeavesOverflowToTheReport() {
    UsageFormat format = ProviderUsage.format();
    Call call = Call.parse("{\"id\":\"a\"}");
    Map<String, Object> usage = Map.of("prompt_tokens", BigInteger.TEN.pow(30));
    assertThatThrownBy(() -> format.read(call, "m", usage, CacheConvention.AUTO))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("prompt_tokens exceeds 64 bits");
  }

  @Test
  void aNameWithDotsIsOneStepOfThePath() {
    String json =
        "{\"inputTokens\":1,\"outputTokens\":1,\"serverToolUsage\":{\"a\":[1],\"a.9\":1e30}}";
    assertThatThrownBy(() -> ProviderUsage.parse(json))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refusal ->
                assertThat(refusal.errors().get(0).loc())
                    .isEqualTo(List.of("serverToolUsage", "a.9")));
  }

  @Test
  void countsThatDoNotFitTogetherAreRefused() {
    Map<String, Object> usage =
        Map.of("prompt_tokens", Long.MAX_VALUE, "completion_tokens", Long.MAX_VALUE);
    assertThatThrownBy(() -> ProviderUsage.read(usage))
        .isInstanceOf(ValidationException.class)
        .hasMessage("expected counts whose sum is at most 64 bits");
  }

  @Test
  void keysThatAreNoTextAreNeverAnError() {
    Map<Object, Object> usage = new HashMap<>(Map.of("prompt_tokens", 5, 7, 8));
    usage.put(null, 9);
    RecordedUsage read = ProviderUsage.read(usage);
    assertThat(Brief.counts(read)).isEqualTo("5 0 0 0 0 0");
    assertThat(Brief.rest(read)).contains("UNREAD_MEMBER null 9", "UNREAD_MEMBER 7 8");
    assertThat(ProviderUsage.read(new TreeMap<>(Map.of(1, 2)))).isNull();
  }

  @Test
  void absurdNumbersAreReadWithoutWritingThemOut() {
    Map<String, Object> usage = new TreeMap<>();
    usage.put("prompt_tokens", new BigDecimal("1e-999999999"));
    usage.put("completion_tokens", Double.NaN);
    usage.put("total_tokens", new BigDecimal("-1e999999999"));
    assertThat(ProviderUsage.read(usage))
        .satisfies(
            read ->
                assertThat(Brief.rest(read))
                    .isEqualTo(
                        "completion_tokens NOT_A_NUMBER, prompt_tokens FRACTIONAL, total_tokens NEGATIVE"));
  }
}
