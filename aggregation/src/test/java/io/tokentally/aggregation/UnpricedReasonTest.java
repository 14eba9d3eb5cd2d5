package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why something has no price, and what would change it: rule 59. */
class UnpricedReasonTest {

  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  private static final PriceTable TABLE =
      Given.prices(
          """
          {"id":"1","llm_id":"gpt-5.5","prompt_token_cost":1,"provider_id":"openai"}
          {"id":"2","llm_id":"gpt-5.5-mini","prompt_token_cost":1,"provider_id":"openai"}
          {"id":"3","llm_id":"claude-sonnet-4-5","prompt_token_cost":2,"provider_id":"anthropic"}
          {"id":"4","llm_id":"next-model","prompt_token_cost":3,"effective_date":"2025-01-01T00:00:00Z"}
          {"id":"7","llm_id":"wizard","prompt_token_cost":3}
          {"id":"6","llm_id":"house/models/","prompt_token_cost":3}
          {"id":"5","llm_id":"ours-only","prompt_token_cost":3,"pricing_level":"project","pricing_level_id":"p/two"}
          """);

  private static final TallyOptions STRICT =
      TallyOptions.builder().beforeFirstPrice(BeforeFirstPrice.UNPRICED).build();

  private static Optional<UnpricedReason> why(
      PriceTable table, String model, @Nullable Instant start, TallyOptions options) {
    return table.whyUnpriced(model, null, "p/one", start, options);
  }

  @Test
  void saysNothingOfWhatHasAPrice() {
    assertThat(why(TABLE, "gpt-5.5", START, STRICT)).isEmpty();
    assertThat(why(TABLE, "next-model", START, TallyOptions.DEFAULT)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "gpt-5.5, NO_DATE, , ",
    "next-model, NO_DATE, , ",
    "mystery, NO_ROW, , ",
  })
  void isTheMissingDateWhereADateWouldHelp(
      String model, UnpricedReason.Kind kind, @Nullable String nearest, @Nullable String detail) {
    assertThat(why(TABLE, model, null, STRICT)).hasValue(new UnpricedReason(kind, nearest, detail));
  }

  @Test
  void isThatAllPricesAreLater() {
    assertThat(why(TABLE, "next-model", START, STRICT))
        .hasValue(
            new UnpricedReason(
                UnpricedReason.Kind.ALL_LATER, null, "the first is of 2025-01-01T00:00:00Z"));
  }

  @Test
  void isThatOtherProvidersHaveAPrice() {
    TallyOptions azure = TallyOptions.builder().providerId("azure").build();
    UnpricedReason reason = why(TABLE, "gpt-5.5", START, azure).orElseThrow();
    assertThat(reason.kind()).isEqualTo(UnpricedReason.Kind.OTHER_PROVIDER);
    assertThat(reason.detail()).isEqualTo("asked for azure, has openai");
  }

  @ParameterizedTest(name = "{0} may be {1}")
  @CsvSource({
    "cx/gpt-5.5, gpt-5.5",
    "GPT-5.5, gpt-5.5",
    "gpt_5_5, gpt-5.5",
    "gpt55, gpt-5.5",
    "my-gpt-5.5-deployment, gpt-5.5",
    "gpt-5.5-mini-2026-01-01, gpt-5.5-mini",
    "gpt-5.5-minni, gpt-5.5-mini",
    "ft:gpt-5.5-mini:acme::x1, gpt-5.5-mini",
    "openrouter/openai/gpt-5.5:nitro, gpt-5.5",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
    "anthropic/claude-sonnet-4.5, claude-sonnet-4-5",
    "claude-sonnet-4-5[1m], claude-sonnet-4-5",
    "claude-sonet-4-5, claude-sonnet-4-5",
    "anthropic/claude-4.5-sonnet-20250929, claude-sonnet-4-5",
    "claude-sonnet-4-6, ",
    "my-wizard-9, ",
    "ours-only, ",
    "x, ",
    "'', "
  })
  void namesTheNearestModelThatHasAPrice(String model, @Nullable String nearest) {
    assertThat(why(TABLE, model, START, STRICT))
        .hasValue(new UnpricedReason(UnpricedReason.Kind.NO_ROW, nearest, null));
  }

  /** What is suggested has a price for the call, not only for later ones. */
  @Test
  void aModelWhosePricesAreAllLaterIsNotTheNearest() {
    assertThat(why(TABLE, "next-modell", START, STRICT).orElseThrow().nearest()).isNull();
    for (UnpricedReason reason :
        List.of(
            why(TABLE, "next-modell", START, TallyOptions.DEFAULT).orElseThrow(),
            why(TABLE, "next-modell", START.plusSeconds(1L << 30), STRICT).orElseThrow(),
            why(TABLE, "next-modell", null, STRICT).orElseThrow())) {
      assertThat(reason).isEqualTo(new UnpricedReason(reason.kind(), "next-model", null));
    }
  }

  @Test
  void aNameOfAnyLengthIsLookedFor() {
    assertThat(why(TABLE, "gpt-5.5/".repeat(100_000), START, STRICT).orElseThrow().nearest())
        .isNull();
  }

  @Test
  void anAliasAcceptsTheSuggestion() {
    PriceTable table = TABLE.alias("cx/gpt-5.5", "gpt-5.5");
    UsageReport report =
        Tally.with(table)
            .report(
                Given.calls(
                    "{\"id\":\"c\",\"summary\":{\"usage\":{\"cx/gpt-5.5\":{\"prompt_tokens\":7}}}}"));
    assertThat(report.pricedCostByUnit()).hasToString("{USD=7}");
    assertThat(report.pricedModels())
        .containsExactly(
            new PricedModel(
                "cx/gpt-5.5", null, new ModelMatch("gpt-5.5", null, ModelMatch.Rule.ASKED)));
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void anAliasComesBeforeThePriceOfTheNameItself() {
    PriceTable table = TABLE.alias("gpt-5.5-mini", "claude-sonnet-4-5");
    assertThat(table.choose("gpt-5.5-mini", null, START, STRICT).orElseThrow().row().id())
        .isEqualTo("3");
    assertThat(table.choose("gpt-5.5", null, START, STRICT).orElseThrow().row().id())
        .isEqualTo("1");
  }

  @Test
  void anAliasLeadsToNoOther() {
    PriceTable table = TABLE.alias("a", "b").alias("b", "gpt-5.5");
    assertThat(table.choose("a", null, START, STRICT)).isEmpty();
    assertThat(why(table, "a", START, STRICT).orElseThrow().kind())
        .isEqualTo(UnpricedReason.Kind.NO_ROW);
  }

  @Test
  void anAliasIsOfAllTablesThatAreAsked() {
    PriceTable own = Given.prices("{\"id\":\"o\",\"llm_id\":\"own\",\"prompt_token_cost\":9}");
    PriceTable both = own.orElse(TABLE).alias("x", "gpt-5.5");
    assertThat(both.choose("x", null, START, STRICT)).isPresent();
    assertThat(own.alias("x", "gpt-5.5").orElse(TABLE).choose("x", null, START, STRICT)).isEmpty();
  }

  @Test
  void anAliasOfAMatcherFallsBackToAnyProvider() {
    ModelMatcher matcher =
        (model, provider) ->
            provider == null || provider.equals("openai")
                ? new ModelMatch(model, "openai", ModelMatch.Rule.EXACT)
                : null;
    PriceTable table = TABLE.matching(matcher);
    assertThat(table.pricing("gpt-5.5", "azure", null, STRICT).apply(START)).isEmpty();
    PriceChoice choice =
        table
            .alias("gpt-5.5", "gpt-5.5")
            .pricing("gpt-5.5", "azure", null, STRICT)
            .apply(START)
            .orElseThrow();
    assertThat(choice.match())
        .isEqualTo(new ModelMatch("gpt-5.5", "openai", ModelMatch.Rule.ASKED));
  }

  @Test
  void aMatcherGivesItsReasonAndTheFirstThatHasOneCounts() {
    ModelMatcher first = (model, provider) -> null;
    ModelMatcher second =
        new ModelMatcher() {
          @Override
          public @Nullable ModelMatch match(String model, @Nullable String provider) {
            return null;
          }

          @Override
          public UnpricedReason whyNot(String model, @Nullable String provider) {
            return new UnpricedReason(UnpricedReason.Kind.SKIPPED, null, "of " + provider);
          }
        };
    PriceTable table = TABLE.matching(first).orElse(TABLE.matching(second));
    assertThat(table.whyUnpriced("gpt-5.5", "azure", null, START, STRICT))
        .hasValue(new UnpricedReason(UnpricedReason.Kind.SKIPPED, null, "of azure"));
  }

  @Test
  void aReportSaysEachReasonOnce() {
    UsageReport report =
        Tally.with(TABLE)
            .with(STRICT)
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"next-model":{"prompt_tokens":1}}}}
                    {"id":"b","summary":{"usage":{"next-model":{"prompt_tokens":1}}}}
                    {"id":"c","started_at":null,"summary":{"usage":{"next-model":{"prompt_tokens":1}}}}
                    """));
    List<UnpricedReason> reasons = report.unpricedModels().get(0).reasons();
    assertThat(reasons)
        .extracting(UnpricedReason::kind)
        .containsExactly(UnpricedReason.Kind.NO_DATE, UnpricedReason.Kind.ALL_LATER);
  }

  /** What is suggested can be accepted, and then there is a price. */
  @Property
  void aSuggestionThatIsAcceptedGivesAPrice(
      @ForAll @Size(min = 1, max = 6)
          List<@StringLength(min = 1, max = 5) @CharRange(from = 'a', to = 'c') String> names,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String model) {
    PriceTable table =
        PriceTable.of(
            names.stream()
                .distinct()
                .map(
                    name ->
                        PriceRow.builder()
                            .id(name)
                            .llmId(name)
                            .effectiveDate(START)
                            .promptTokenCost(BigDecimal.ONE)
                            .completionTokenCost(BigDecimal.TEN)
                            .build())
                .toList());
    Optional<UnpricedReason> why = why(table, model, START, STRICT);
    assertThat(why.isEmpty()).isEqualTo(names.contains(model));
    if (why.isPresent() && why.get().nearest() != null) {
      PriceTable accepted = table.alias(model, why.get().nearest());
      assertThat(accepted.choose(model, null, START, STRICT)).isPresent();
    }
  }

  @Test
  void aKindWithoutRateHasAReason() {
    assertThat(new UnpricedKind("c", "m", "input_audio_tokens", 3).reason())
        .isEqualTo(new UnpricedReason(UnpricedReason.Kind.NO_RATE, null, "input_audio_tokens"));
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsNull() {
    String nothing = null;
    assertThatNullPointerException()
        .isThrownBy(() -> TABLE.alias(nothing, "m"))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> TABLE.alias("m", nothing))
        .withMessage("model");
  }
}
