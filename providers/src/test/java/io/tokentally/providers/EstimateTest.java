package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PriceVariant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call will cost before it is made. */
class EstimateTest {

  private static final Instant WHEN = Instant.parse("2026-06-15T10:00:00Z");

  private static final PriceTable PRICES =
      PriceTable.of(
          List.of(
              row("plain", "0.000002", "0.000008").build(),
              row("long", "0.000002", "0.000008")
                  .addVariants(variant(1_000, "0.000001", "0.000004"))
                  .addVariants(variant(2_000, "0.000005", "0.000009"))
                  .build()));

  private static PriceRow.Builder row(String model, String prompt, String completion) {
    return PriceRow.builder()
        .id(model)
        .llmId(model)
        .effectiveDate(Instant.EPOCH)
        .promptTokenCost(new BigDecimal(prompt))
        .completionTokenCost(new BigDecimal(completion));
  }

  private static PriceVariant variant(long above, String prompt, String completion) {
    return PriceVariant.builder()
        .abovePromptTokens(above)
        .promptTokenCost(new BigDecimal(prompt))
        .completionTokenCost(new BigDecimal(completion))
        .build();
  }

  private static ModelEstimate estimate(String model, TokenRange prompt, TokenRange output) {
    return Estimate.ofPrompt(prompt).output(output).on(PRICES, List.of(model), WHEN).get(0);
  }

  @Test
  void exactTokensHaveOneCost() {
    ModelEstimate estimate = estimate("plain", TokenRange.exactly(1_000), TokenRange.exactly(500));
    assertThat(estimate.low().amount()).isEqualTo("0.006");
    assertThat(estimate.high()).isEqualTo(estimate.low());
    assertThat(estimate.isComplete()).isTrue();
    assertThat(estimate.highItems())
        .extracting(LineItem::kind, LineItem::count)
        .containsExactly(tuple("prompt_tokens", 1_000L), tuple("completion_tokens", 500L));
  }

  @Test
  void boundsOfTokensAreBoundsOfTheCost() {
    ModelEstimate estimate = estimate("plain", new TokenRange(100, 1_000), new TokenRange(0, 500));
    assertThat(estimate.low()).hasToString("0.0002 USD");
    assertThat(estimate.high()).hasToString("0.006 USD");
  }

  @Test
  void aThresholdWithinTheBoundsMayMakeALongerPromptCheaper() {
    ModelEstimate estimate = estimate("long", new TokenRange(999, 1_500), TokenRange.NONE);
    assertThat(estimate.low().amount()).isEqualTo("0.001001");
    assertThat(estimate.high().amount()).isEqualTo("0.002");
  }

  @Test
  void aModelWithoutPriceSaysWhy() {
    ModelEstimate estimate = estimate("nobody", TokenRange.exactly(1), TokenRange.NONE);
    assertThat(estimate.isComplete()).isFalse();
    assertThat(estimate.high()).hasToString("not known; what has a price: 0; nobody: NO_ROW");
  }

  @Test
  void aTextIsCountedForEachModel() {
    TokenCounter words =
        (model, text) -> TokenRange.exactly(model.equals("plain") ? 3 : text.length());
    List<ModelEstimate> both =
        Estimate.ofPrompt("one two three", words).on(PRICES, List.of("plain", "long"), WHEN);
    assertThat(both).extracting(each -> each.prompt().most()).containsExactly(3L, 13L);
  }

  @Test
  void bytesBoundEveryText() {
    assertThat(TokenCounter.BYTES.count("m", "")).isEqualTo(TokenRange.NONE);
    assertThat(TokenCounter.BYTES.count("m", "né")).isEqualTo(new TokenRange(1, 3));
    assertThat(TokenCounter.BYTES.count("m", "a".repeat(80))).hasToString("10 to 80");
  }

  @ParameterizedTest(name = "{0}: {1}x{2} has {3}")
  @CsvSource({
    "gpt-4o, 1024, 1024, 765",
    "gpt-4o-2024-08-06, 2048, 4096, 1105",
    "gpt-4o-mini, 512, 512, 8500",
    "gpt-5, 1024, 1024, 630",
    "o3, 1024, 1024, 675",
    "o1, 1024, 1024, ",
    "gpt-4.1-mini, 1024, 1024, 1659",
    "gpt-4.1-mini, 4000, 1474, 2348 to 2489",
    "openai/gpt-4.1-nano, 32, 32, 3",
    "gpt-5-mini, 320, 320, 120 to 162",
    "claude-sonnet-4-5-20250929, 1000, 1000, 1296 to 1334",
    "claude-3-5-sonnet-latest, 200, 200, 54 to 64",
    "claude-opus-4-6, 8000, 8000, 1400 to 1600",
    "gemini-2.0-flash-001, 384, 384, 258",
    "gemini-2.0-flash, 960, 540, 516 to 1548",
    "claude-opus-4-8, 1000, 1000, ",
    "gpt-4o-audio-preview, 512, 512, ",
    "cx/gpt-4o, 512, 512, ",
    "unknown, 512, 512, "
  })
  void imagesHaveTheTokensOfTheirProvidersRule(
      String model, int width, int height, @Nullable String tokens) {
    TokenRange found = ImageTokens.of(model, new ImageSize(width, height));
    assertThat(found == null ? null : found.toString()).isEqualTo(tokens);
  }

  @Test
  void anImageWithoutARuleLeavesTheEstimateOpen() {
    ModelEstimate estimate =
        Estimate.ofPrompt(TokenRange.exactly(5))
            .image(new ImageSize(10, 20))
            .on(PRICES, List.of("plain"), WHEN)
            .get(0);
    assertThat(estimate.isComplete()).isFalse();
    assertThat(estimate.open())
        .containsExactly("no rule is known for the tokens of the image 10x20");
    assertThat(estimate.prompt()).isEqualTo(TokenRange.exactly(5));
  }

  @Test
  void boundsInTheWrongOrderAreRejected() {
    assertThatThrownBy(() -> new TokenRange(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 or more tokens, the fewest first, found 2 to 1");
    assertThatThrownBy(() -> new ImageSize(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected sides of 1 to 1000000 pixels, found 0x1");
  }

  /** Whatever the call turns out to be, within the bounds: its cost is within the estimate. */
  @Property
  void noCallWithinTheBoundsCostsLessOrMore(
      @ForAll @IntRange(max = 3_000) int a,
      @ForAll @IntRange(max = 3_000) int b,
      @ForAll @IntRange(max = 3_000) int actual,
      @ForAll @IntRange(max = 100) int output,
      @ForAll @IntRange(max = 100) int most) {
    TokenRange prompt = new TokenRange(Math.min(a, b), Math.max(a, b));
    TokenRange outputs = new TokenRange(Math.min(output, most), Math.max(output, most));
    ModelEstimate estimate = estimate("long", prompt, outputs);
    long within = prompt.least() + actual % (prompt.most() - prompt.least() + 1);
    BigDecimal cost =
        PRICES
            .cost("long", Map.of("prompt_tokens", within, "completion_tokens", output), WHEN)
            .amount();
    assertThat(cost)
        .isBetween(
            Objects.requireNonNull(estimate.low().amount()),
            Objects.requireNonNull(estimate.high().amount()));
  }
}
