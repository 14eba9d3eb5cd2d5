package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a price row may hold. */
class PriceRowTest {

  private static final Instant DATE = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void needsIdModelDateAndTwoRates() {
    PriceRow row = row("1", "2").build();
    assertThat(row.pricingLevel()).isEqualTo("default");
    assertThat(row.pricingLevelId()).isEqualTo("default");
    assertThat(row.isDefaultLevel()).isTrue();
    assertThat(row.providerId()).isNull();
    assertThat(row.promptTokenCostUnit()).isEqualTo("USD");
    assertThat(row.completionTokenCostUnit()).isEqualTo("USD");
    assertThat(row.cacheReadInputTokenCost()).isNull();
    assertThat(row.cacheCreationInputTokenCost()).isNull();
    assertThat(row.cacheReadCostUnwritten()).isFalse();
    assertThat(row.cacheCreationCostUnwritten()).isFalse();
    assertThat(row.createdBy()).isNull();
    assertThat(row.createdAt()).isNull();
    assertThatThrownBy(() -> PriceRow.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "id", "llmId", "effectiveDate", "promptTokenCost", "completionTokenCost");
  }

  @Test
  void isOfTheDefaultLevelByLevelAndId() {
    assertThat(row("1", "2").pricingLevel("project").build().isDefaultLevel()).isFalse();
    assertThat(row("1", "2").pricingLevelId("p").build().isDefaultLevel()).isFalse();
    assertThat(row("1", "2").pricingLevel("Default").build().isDefaultLevel()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-1001", "1e-999999999", "1e1000", "1e999999999", "-1e-5000"})
  void refusesRatesThatNoCostCanBeWrittenWith(String rate) {
    String expected = ": expected a rate with at most 1000 digits before and after the point";
    assertThatThrownBy(() -> row(rate, "1").build())
        .isInstanceOf(ValidationException.class)
        .hasMessage("prompt_token_cost" + expected);
    assertThatThrownBy(() -> row("1", rate).build())
        .isInstanceOf(ValidationException.class)
        .hasMessage("completion_token_cost" + expected);
    assertThatThrownBy(
            () ->
                row("1", "1")
                    .cacheReadInputTokenCost(new BigDecimal(rate))
                    .cacheCreationInputTokenCost(new BigDecimal(rate))
                    .build())
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "cache_read_input_token_cost"
                + expected
                + "; cache_creation_input_token_cost"
                + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-1000", "9e999", "0", "0e-5", "0.10"})
  void takesRatesThatCanBeWrittenOut(String rate) {
    assertThat(row(rate, "1").build().promptTokenCost()).isEqualByComparingTo(rate);
  }

  /** A zero with a long fraction is still a zero, and must not be written out to be added. */
  @ParameterizedTest
  @ValueSource(strings = {"0e-999999999", "0e-2000000", "0e999999999"})
  @Timeout(20)
  void addsUpCostsByARateThatIsZeroHoweverWritten(String zero) {
    PriceRow free = row(zero, zero).id("free").build();
    PriceRow dear =
        row("0.5", "0.25").id("dear").effectiveDate(DATE.plus(Duration.ofDays(30))).build();
    UsageReport report =
        Tally.with(PriceTable.of(List.of(free, dear)))
            .report(
                Given.calls(
                    """
                    {"id":"a","started_at":"2024-01-02T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":2,"completion_tokens":3}}}}
                    {"id":"b","parent_id":"a","started_at":"2024-03-02T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":4,"completion_tokens":5}}}}
                    """));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=0 6 8 14 0 0 : 2 1.25 0 0}");
    assertThat(report.pricedCostByUnit()).hasToString("{USD=3.25}");
  }

  private static PriceRow.Builder row(String promptRate, String completionRate) {
    PriceRow.Builder row = PriceRow.builder();
    row.id("r").llmId("m").effectiveDate(DATE);
    row.promptTokenCost(new BigDecimal(promptRate));
    row.completionTokenCost(new BigDecimal(completionRate));
    return row;
  }
}
