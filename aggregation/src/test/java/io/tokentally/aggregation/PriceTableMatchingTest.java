package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tokentally.aggregation.ModelMatch.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which name a table prices a model, and which table does. */
class PriceTableMatchingTest {

  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  private static final PriceTable PLAIN =
      Given.prices(
          """
          {"id":"own","llm_id":"m","prompt_token_cost":1,"provider_id":"here"}
          {"id":"other","llm_id":"m","prompt_token_cost":2,"provider_id":"there","effective_date":"2024-02-01"}
          {"id":"project","llm_id":"n","pricing_level":"project","pricing_level_id":"p/one","prompt_token_cost":3}
          {"id":"later","llm_id":"l","prompt_token_cost":4,"effective_date":"2025-01-01"}
          """);

  private static final PriceTable MATCHING = PLAIN.matching(PriceTableMatchingTest::match);

  /** Cuts a prefix that ends in a slash off, and knows every model but x. */
  private static @Nullable ModelMatch match(String model, @Nullable String provider) {
    if (model.equals("x")) {
      return null;
    }
    int slash = model.indexOf('/');
    Rule rule = slash < 0 ? Rule.EXACT : Rule.ALIAS;
    return new ModelMatch(model.substring(slash + 1), provider, rule);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "m, , other, m, EXACT",
    "m, here, own, m, EXACT",
    "v/m, , other, m, ALIAS",
    "v/m, here, own, m, ALIAS",
    "v/n, , project, n, ALIAS",
    "v/l, , later, l, ALIAS"
  })
  void asksTheMatcherForNameAndProvider(
      String model, @Nullable String provider, String row, String name, Rule rule) {
    PriceChoice choice = choose(MATCHING, model, provider, TallyOptions.DEFAULT).orElseThrow();
    assertThat(choice.row().id()).isEqualTo(row);
    assertThat(choice.match()).isEqualTo(new ModelMatch(name, provider, rule));
    assertThat(choice.fromFuture()).isEqualTo(row.equals("later"));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"x,", "v/z,", "m, nowhere", "v/n, here"})
  void whatTheMatcherOrTheTableDoesNotKnowHasNoPrice(String model, @Nullable String provider) {
    assertThat(choose(MATCHING, model, provider, TallyOptions.DEFAULT)).isEmpty();
  }

  @Test
  void withoutMatcherNamesAreEqualAndProvidersDoNotCount() {
    assertThat(choose(PLAIN, "v/m", null, TallyOptions.DEFAULT)).isEmpty();
    PriceChoice choice = choose(PLAIN, "m", "here", TallyOptions.DEFAULT).orElseThrow();
    assertThat(choice.row().id()).isEqualTo("other");
    assertThat(choice.match()).isNull();
  }

  @Test
  void theProviderThatWasAskedForComesBeforeTheOneThatWasRecorded() {
    TallyOptions here = TallyOptions.builder().providerId("here").build();
    assertThat(choose(MATCHING, "v/m", "there", here).orElseThrow().row().id()).isEqualTo("own");
    assertThat(choose(MATCHING, "v/n", null, here)).isEmpty();
  }

  @Test
  void aMatcherThatNamesNoProviderLeavesItAtTheOneThatWasAskedFor() {
    TallyOptions here = TallyOptions.builder().providerId("here").build();
    PriceTable table = PLAIN.matching((model, unused) -> new ModelMatch("m", null, Rule.LIST_RULE));
    assertThat(choose(table, "v", null, here).orElseThrow().row().id()).isEqualTo("own");
  }

  @Test
  void theTableItselfStaysAsItIs() {
    assertThat(MATCHING.rows()).isEqualTo(PLAIN.rows());
    assertThat(choose(PLAIN, "v/m", null, TallyOptions.DEFAULT)).isEmpty();
    PriceTable back = MATCHING.matching((model, p) -> new ModelMatch(model, p, Rule.EXACT));
    assertThat(choose(back, "v/m", null, TallyOptions.DEFAULT)).isEmpty();
  }

  @Test
  void theOtherTableIsAskedWhereThisOneHasNoPrice() {
    PriceTable other =
        Given.prices(
            """
            {"id":"m-other","llm_id":"m","prompt_token_cost":9}
            {"id":"x-other","llm_id":"x","prompt_token_cost":9}
            {"id":"n-other","llm_id":"n","prompt_token_cost":9}
            {"id":"l-other","llm_id":"l","prompt_token_cost":9}
            """);
    PriceTable both = MATCHING.orElse(other);
    assertThat(chosen(both, "m")).isEqualTo("other");
    // The matcher is that of the first table alone.
    assertThat(chosen(both, "x")).isEqualTo("x-other");
    assertThat(chosen(both, "v/x")).isNull();
    // A price from the future is a price, unless the options say that it is none.
    assertThat(chosen(both, "l")).isEqualTo("later");
    TallyOptions unpriced =
        TallyOptions.builder().beforeFirstPrice(BeforeFirstPrice.UNPRICED).build();
    assertThat(choose(both, "l", null, unpriced).orElseThrow().row().id()).isEqualTo("l-other");
    assertThat(both.choose("n", "p/two", START, TallyOptions.DEFAULT).orElseThrow().row().id())
        .isEqualTo("n-other");
    assertThat(both.rows())
        .hasSize(8)
        .startsWith(PLAIN.rows().get(0))
        .endsWith(other.rows().get(3));
  }

  @Test
  void tablesAreAskedInTheOrderTheyWereNamed() {
    PriceTable one = table("one", "m");
    PriceTable two = table("two", "m", "n");
    PriceTable three = table("three", "m", "n", "o");
    for (PriceTable all : List.of(one.orElse(two).orElse(three), one.orElse(two.orElse(three)))) {
      assertThat(chosen(all, "m")).isEqualTo("one-m");
      assertThat(chosen(all, "n")).isEqualTo("two-n");
      assertThat(chosen(all, "o")).isEqualTo("three-o");
      assertThat(chosen(all, "p")).isNull();
      assertThat(all.rows()).hasSize(6);
    }
    assertThat(one.rows()).hasSize(1);
    assertThat(chosen(PriceTable.EMPTY.orElse(one), "m")).isEqualTo("one-m");
  }

  @Test
  void needsAMatcherAndAnotherTable() {
    ModelMatcher matcher = null;
    PriceTable other = null;
    assertThatNullPointerException()
        .isThrownBy(() -> PLAIN.matching(matcher))
        .withMessage("matcher");
    assertThatNullPointerException().isThrownBy(() -> PLAIN.orElse(other)).withMessage("other");
    PriceTable both = PLAIN.orElse(PLAIN);
    assertThatNullPointerException().isThrownBy(() -> both.orElse(other)).withMessage("other");
    String none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> new ModelMatch(none, null, Rule.EXACT))
        .withMessage("llmId");
  }

  @Test
  void aReportListsModelsThatHaveAnotherNameInTheTable() {
    Map<String, Object> usage =
        Map.of(
            "m",
            recorded("here"),
            "v/m",
            recorded("there"),
            "w/m",
            recorded(null),
            "x",
            recorded(null));
    UsageReport report =
        Tally.with(MATCHING).report(List.of(new Span("a", null, usage), new Span("b", "a", usage)));
    assertThat(report.pricedModels())
        .containsExactly(
            new PricedModel("v/m", "there", new ModelMatch("m", "there", Rule.ALIAS)),
            new PricedModel("w/m", null, new ModelMatch("m", null, Rule.ALIAS)));
    assertThat(report.usage("a").get("m").totalCost()).hasToString("20");
    assertThat(report.usage("a").get("v/m").totalCost()).hasToString("40");
    assertThat(report.unpricedModels()).extracting(UnpricedModel::model).containsExactly("x");
  }

  @Test
  void aModelThatTheTableDoesNotPriceHasNoOtherName() {
    UsageReport report =
        Tally.with(MATCHING).report(List.of(new Span("a", null, Map.of("v/z", recorded(null)))));
    assertThat(report.pricedModels()).isEmpty();
  }

  @Test
  void aMatcherIsAskedOnceAModelAndProvider() {
    List<String> asked = new ArrayList<>();
    PriceTable table =
        PLAIN.matching(
            (model, provider) -> {
              asked.add(model + " " + provider);
              return new ModelMatch(model, null, Rule.EXACT);
            });
    Map<String, Object> usage = Map.of("m", recorded("here"));
    Tally.with(table)
        .report(
            List.of(
                new Span("a", null, usage),
                new Span("b", null, usage),
                new Span("c", null, Map.of("m", recorded(null)))));
    assertThat(asked).containsExactlyInAnyOrder("m here", "m null");
  }

  private static RecordedUsage recorded(@Nullable String provider) {
    return RecordedUsage.builder().promptTokens(10).provider(provider).build();
  }

  private static PriceTable table(String name, String... models) {
    StringBuilder rows = new StringBuilder();
    for (String model : models) {
      rows.append(
          "{\"id\":\"%s-%s\",\"llm_id\":\"%s\",\"prompt_token_cost\":1}\n"
              .formatted(name, model, model));
    }
    return Given.prices(rows.toString());
  }

  private static @Nullable String chosen(PriceTable table, String model) {
    return choose(table, model, null, TallyOptions.DEFAULT)
        .map(choice -> choice.row().id())
        .orElse(null);
  }

  private static Optional<PriceChoice> choose(
      PriceTable table, String model, @Nullable String provider, TallyOptions options) {
    return table.pricing(model, provider, "p/one", options).apply(START);
  }
}
