package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When other rates of a price row hold, and what they may be. */
class PriceVariantTest {

  private static final Instant NOON = Instant.parse("2024-06-15T12:00:00Z");

  @Test
  void needsTwoRatesAndNoConditions() {
    PriceVariant always = rates("1", "2").build();
    assertThat(always.abovePromptTokens()).isZero();
    assertThat(always.hoursFrom()).isNull();
    assertThat(always.hoursUntil()).isNull();
    assertThat(always.cacheReadInputTokenCost()).isNull();
    assertThat(always.cacheCreationInputTokenCost()).isNull();
    assertThat(always.cacheCreation1hInputTokenCost()).isNull();
    assertThat(always.appliesTo(0, NOON)).isTrue();
    assertThat(always.label()).isEmpty();
    assertThatThrownBy(() -> PriceVariant.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("promptTokenCost", "completionTokenCost");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "199999, false", "200000, false", "200001, true"})
  void aThresholdHasToBeExceeded(long promptTokens, boolean applies) {
    PriceVariant tier = rates("1", "2").abovePromptTokens(200_000).build();
    assertThat(tier.appliesTo(promptTokens, NOON)).isEqualTo(applies);
    assertThat(tier.label()).isEqualTo("above 200000 prompt tokens");
  }

  @ParameterizedTest(name = "{0} to {1} at {2}")
  @CsvSource({
    "09:00, 17:00, 08:59:59.999999999, false",
    "09:00, 17:00, 09:00:00, true",
    "09:00, 17:00, 16:59:59.999999999, true",
    "09:00, 17:00, 17:00:00, false",
    "23:00, 01:00, 22:59:59, false",
    "23:00, 01:00, 23:00:00, true",
    "23:00, 01:00, 00:00:00, true",
    "23:00, 01:00, 00:59:59.999999999, true",
    "23:00, 01:00, 01:00:00, false",
    "16:30, 00:00, 23:59:59, true",
    "16:30, 00:00, 00:00:00, false",
    "00:00, 00:30, 00:00:00, true",
    "09:00, 09:00, 09:00:00, true",
    "09:00, 09:00, 08:59:59, true",
  })
  void hoursHoldFromTheirBeginningAndBeforeTheirEnd(
      LocalTime from, LocalTime until, String time, boolean applies) {
    PriceVariant hours = rates("1", "2").hoursFrom(from).hoursUntil(until).build();
    assertThat(hours.appliesTo(0, Instant.parse("2024-06-15T" + time + "Z"))).isEqualTo(applies);
    assertThat(hours.label()).isEqualTo(from + " to " + until + " UTC");
  }

  @Test
  void bothConditionsHaveToBeMet() {
    PriceVariant both =
        rates("1", "2")
            .abovePromptTokens(10)
            .hoursFrom(LocalTime.of(9, 0))
            .hoursUntil(LocalTime.of(17, 0))
            .build();
    assertThat(both.appliesTo(11, NOON)).isTrue();
    assertThat(both.appliesTo(10, NOON)).isFalse();
    assertThat(both.appliesTo(11, NOON.plusSeconds(5 * 3_600))).isFalse();
    assertThat(both.label()).isEqualTo("above 10 prompt tokens, 09:00 to 17:00 UTC");
  }

  @Test
  void refusesEverythingThatIsWrongAtOnce() {
    assertThat(
            Refusals.of(
                () ->
                    rates("-1", "1e-1001")
                        .cacheReadInputTokenCost(new BigDecimal("-0.50"))
                        .cacheCreationInputTokenCost(new BigDecimal("-2"))
                        .cacheCreation1hInputTokenCost(new BigDecimal("-3"))
                        .abovePromptTokens(-1)
                        .hoursFrom(LocalTime.NOON)
                        .build()))
        .containsExactly(
            "[\"prompt_token_cost\"] value: expected a rate of 0 or more, found -1",
            "[\"completion_token_cost\"] value: expected a rate with at most 1000 digits before"
                + " and after the point",
            "[\"cache_read_input_token_cost\"] value: expected a rate of 0 or more, found -0.5",
            "[\"cache_creation_input_token_cost\"] value: expected a rate of 0 or more, found -2",
            "[\"cache_creation_1h_input_token_cost\"] value: expected a rate of 0 or more,"
                + " found -3",
            "[\"above_prompt_tokens\"] value: expected 0 or more tokens, found -1",
            "[\"hours_until\"] missing: expected both ends of the hours");
  }

  @Test
  void refusesHoursWithoutBeginning() {
    assertThat(Refusals.of(() -> rates("1", "2").hoursUntil(LocalTime.NOON).build()))
        .containsExactly("[\"hours_from\"] missing: expected both ends of the hours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "1e-1001", "-1e999999999", "1e-999999999"})
  void refusesRatesThatNoCostCanBeWrittenWith(String rate) {
    assertThat(Refusals.of(() -> rates("1", rate).build()))
        .containsExactly(
            "[\"completion_token_cost\"] value: expected a rate with at most 1000 digits before"
                + " and after the point");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"1.50, 1.5", "1e2, 100", "0e9, 0", "0.000, 0", "3e-6, 0.000003"})
  void equalRatesMakeEqualVariants(String rate, String plain) {
    PriceVariant one = everywhere(rate);
    assertThat(one).isEqualTo(everywhere(plain)).hasSameHashCodeAs(everywhere(plain));
    assertThat(one.completionTokenCost()).hasToString(plain);
    assertThat(one.cacheCreation1hInputTokenCost()).hasToString(plain);
  }

  @Test
  void aRowKeepsItsVariantsInOrder() {
    PriceVariant one = rates("1", "2").abovePromptTokens(10).build();
    PriceVariant two = rates("3", "4").abovePromptTokens(20).build();
    PriceRow row = row("0.50").addVariants(one, two).build();
    // The rate in another scale makes a new row, which has the variants once.
    assertThat(row.variants()).containsExactly(one, two);
    assertThatThrownBy(() -> row.variants().clear())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
  }

  @Test
  void aRowRefusesAnHourRateLikeAnyOther() {
    assertThat(
            Refusals.of(
                () -> row("1").cacheCreation1hInputTokenCost(new BigDecimal("1e1000")).build()))
        .containsExactly(
            "[\"cache_creation_1h_input_token_cost\"] value: expected a rate with at most 1000"
                + " digits before and after the point");
    PriceRow negative = row("1").cacheCreation1hInputTokenCost(new BigDecimal("-1")).build();
    assertThat(Refusals.of(() -> PriceTable.of(List.of(negative))))
        .containsExactly(
            "[\"prices\",\"r\",\"cache_creation_1h_input_token_cost\"] value: expected a rate of 0"
                + " or more, found -1");
    PriceRow plain = row("1").cacheCreation1hInputTokenCost(new BigDecimal("1e1")).build();
    assertThat(plain.cacheCreation1hInputTokenCost()).hasToString("10");
    assertThat(row("1").build().cacheCreation1hInputTokenCost()).isNull();
  }

  private static PriceVariant everywhere(String rate) {
    BigDecimal same = new BigDecimal(rate);
    return rates(rate, rate)
        .cacheReadInputTokenCost(same)
        .cacheCreationInputTokenCost(same)
        .cacheCreation1hInputTokenCost(same)
        .build();
  }

  private static PriceVariant.Builder rates(String prompt, String completion) {
    return PriceVariant.builder()
        .promptTokenCost(new BigDecimal(prompt))
        .completionTokenCost(new BigDecimal(completion));
  }

  private static PriceRow.Builder row(String rate) {
    return PriceRow.builder()
        .id("r")
        .llmId("m")
        .effectiveDate(NOON)
        .promptTokenCost(new BigDecimal(rate))
        .completionTokenCost(BigDecimal.ONE);
  }
}
