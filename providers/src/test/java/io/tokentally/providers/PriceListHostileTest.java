package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Price lists made to harm: refused or skipped in words, in little time. */
class PriceListHostileTest {

  private static final String RATES =
      "\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3";

  private static PriceList clause(String match) {
    return PriceLists.genaiPrices(
        "[{\"id\":\"p\",\"model_match\":{\"contains\":\"a\"},\"models\":[{\"id\":\"m\",\"match\":"
            + match
            + ",\"prices\":{\"input_mtok\":1,\"output_mtok\":1}}]}]");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    for (String json : List.of(deep, "{\"a\":" + deep + "}")) {
      assertThatThrownBy(() -> PriceLists.parse(json))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("nested deeper than 1500 levels");
    }
  }

  @Test
  void deepClausesAreSkipped() {
    PriceList list = clause("{\"or\":[".repeat(600) + "{\"equals\":\"m\"}" + "]}".repeat(600));
    assertThat(list.skipped().get(0).reason()).endsWith("nested deeper than 20 clauses");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a*a*a*a*a*a*a*a*a*a*a*a*a*a*$b",
        "(a|a)(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?(a|a)?b",
        "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a]$",
        "((((((((((((((((((((a*))))))))))))))))))))b"
      })
  void aSlowPatternGivesUp(String pattern) {
    PriceList list = clause("{\"regex\":\"" + pattern + "\"}");
    assertThat(list.loaded()).isEqualTo(1);
    assertThat(Matches.of(list, "a".repeat(256), "p")).isEqualTo("unpriced");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){50}", "(?x)() {2147483647}!", "(?i)gpt"})
  void aPatternThatCouldExhaustTheStackIsSkipped(String pattern) {
    PriceList list = clause("{\"regex\":\"" + pattern + "\"}");
    assertThat(list.skipped().get(0).reason())
        .isEqualTo(
            "match.regex: expected a pattern without repeated groups and without flags, found \""
                + pattern
                + "\"");
  }

  @Test
  void moreChangesOfPriceThanAnybodyMakesAreSkipped() {
    String price = "{\"prices\":{\"input_mtok\":1,\"output_mtok\":2}}";
    String prices = String.join(",", Collections.nCopies(101, price));
    PriceList list =
        PriceLists.genaiPrices(
            "[{\"id\":\"p\",\"models\":[{\"id\":\"m\",\"match\":{\"equals\":\"m\"},\"prices\":["
                + prices
                + "]}]}]");
    assertThat(list.skipped().get(0).reason())
        .isEqualTo("prices: expected at most 100 prices, found 101");
  }

  @Test
  void aLongPatternIsSkipped() {
    PriceList list = clause("{\"regex\":\"" + "(".repeat(5_000) + "\"}");
    assertThat(list.skipped().get(0).reason())
        .startsWith("match.regex: expected a pattern of at most 200 characters, found \"((((");
  }

  @Test
  void hugeNumbersAreSkipped() {
    PriceList list =
        PriceLists.liteLlm(
            "{\"huge\":{\"input_cost_per_token\":1e999999999,\"output_cost_per_token\":1e-3},"
                + "\"tiny\":{\"input_cost_per_token\":1e-999999999,\"output_cost_per_token\":1e-3},"
                + "\"beyond\":{\"input_cost_per_token\":1e99999999999,\"output_cost_per_token\":1e-3},"
                + "\"zero\":{\"input_cost_per_token\":0e999999999,\"output_cost_per_token\":1e-3},"
                + "\"good\":{"
                + RATES
                + "}}");
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("zero", "good");
    assertThat(list.skipped())
        .extracting(SkippedEntry::reason)
        .containsExactly(
            "input_cost_per_token: expected a rate with at most 1000 digits before and after the"
                + " point",
            "input_cost_per_token: expected a rate with at most 1000 digits before and after the"
                + " point",
            "input_cost_per_token: the exponent of the number is out of range: 1e99999999999");
  }

  @Test
  void longNamesMatchNothingButThemselves() {
    String name = "a".repeat(10_000);
    PriceList list = PriceLists.liteLlm("{\"" + name + "\":{" + RATES + "}}");
    assertThat(Matches.of(list, name, null)).startsWith("EXACT ");
    assertThat(Matches.of(list, name + "-latest", null)).isEqualTo("unpriced");
    assertThat(Matches.of(list, name, name)).isEqualTo("unpriced");
    assertThat(Matches.of(clause("{\"contains\":\"a\"}"), name, null)).isEqualTo("unpriced");
    assertThat(Matches.of(clause("{\"contains\":\"a\"}"), "a", name)).isEqualTo("unpriced");
    assertThat(Matches.of(list, "-latest".repeat(36), null)).isEqualTo("unpriced");
    assertThat(Matches.of(list, "openai/".repeat(36), "openai")).isEqualTo("unpriced");
  }

  @Test
  void aThousandDuplicateKeysCostTheirEntry() {
    String twice = "\"a\":1,".repeat(1_000);
    PriceList list =
        PriceLists.liteLlm("{\"bad\":{" + twice + RATES + "},\"good\":{" + RATES + "}}");
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("good");
    assertThat(list.skipped().get(0).reason()).endsWith("; and 979 more");
  }

  @ParameterizedTest(name = "{0} slow patterns")
  @CsvSource({"10, LIST_RULE p m", "100, unpriced"})
  void manySlowPatternsEndTheSearch(int count, String match) {
    String slow = "{\"regex\":\"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a]$\"},";
    PriceList list = clause("{\"or\":[" + slow.repeat(count) + "{\"contains\":\"a\"}]}");

    assertThat(Matches.of(list, "a".repeat(256), "p")).isEqualTo(match);
    assertThat(Matches.of(list, "m", "p")).startsWith("EXACT");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void namesWhoseHashesCollideCostNoMoreThanOthers() {
    List<String> names = List.of("");
    for (int i = 0; i < 17; i++) {
      names = names.stream().flatMap(name -> Stream.of(name + "Aa", name + "BB")).toList();
    }
    PriceList list =
        PriceLists.liteLlm(
            names.stream()
                .map(name -> "\"" + name + "\":{" + RATES + "}")
                .collect(Collectors.joining(",", "{", "}")));

    assertThat(list.loaded()).isEqualTo(131_072);
    assertThat(Matches.of(list, names.get(131_071), null)).startsWith("EXACT");
  }
}
