package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Weave service's file of default prices. The sample is made up in its form. */
class WeaveCostsTest {

  private static final String SAMPLE =
      """
      {
        "lark-1": [
          {"provider": "aviary", "input": 3e-06, "output": 6.5e-06,
           "created_at": "2024-10-08 08:45:39"},
          {"provider": "aviary", "input": 2e-06, "output": 6e-06, "cache_read_input": 2e-07,
           "cache_creation_input": 0.0, "created_at": "2026-04-01 13:02:37"}
        ],
        "aviary/wren": [
          {"provider": "aviary", "input": 0.0, "output": 1e-05, "cache_read_input": 0.0,
           "cache_creation_input": 1.25e-06, "tier": 1, "created_at": "2026-07-01 09:59:23"}
        ],
        "aviary/finch:free": [
          {"provider": "aviary", "input": 0.0, "output": 0.0, "created_at": "2026-07-01 09:59:23"}
        ]
      }\
      """;

  @Test
  void hasOnePricePerDate() {
    PriceList list = PriceLists.parse(SAMPLE);
    assertThat(list.name()).isEqualTo("Weave");
    assertThat(list.entries()).isEqualTo(3);
    assertThat(list.loaded()).isEqualTo(3);
    assertThat(list.skipped()).isEmpty();
    assertThat(list.rows()).hasSize(4).allMatch(PriceRow::isDefaultLevel);
    PriceRow first = list.rows().get(0);
    assertThat(first.llmId()).isEqualTo("lark-1");
    assertThat(first.providerId()).isEqualTo("aviary");
    assertThat(first.effectiveDate()).isEqualTo("2024-10-08T08:45:39Z");
    assertThat(first.promptTokenCost()).isEqualTo(new BigDecimal("0.000003"));
    assertThat(first.completionTokenCost()).isEqualTo(new BigDecimal("0.0000065"));
    assertThat(first.cacheReadInputTokenCost()).isNull();
    assertThat(first.cacheReadCostUnwritten()).isFalse();
    PriceRow second = list.rows().get(1);
    assertThat(second.effectiveDate()).isEqualTo("2026-04-01T13:02:37Z");
    assertThat(second.cacheReadInputTokenCost()).isEqualTo(new BigDecimal("0.0000002"));
    assertThat(second.cacheReadCostUnwritten()).isFalse();
  }

  @Test
  void aCacheRateOfZeroIsOneThatNobodyWrote() {
    List<PriceRow> rows = PriceLists.weaveCosts(SAMPLE).rows();
    assertThat(rows.get(1).cacheCreationInputTokenCost()).isZero();
    assertThat(rows.get(1).cacheCreationCostUnwritten()).isTrue();
    assertThat(rows.get(2).cacheReadCostUnwritten()).isTrue();
    assertThat(rows.get(2).cacheCreationCostUnwritten()).isFalse();
  }

  @Test
  void membersThatRowsHaveNoPlaceForAreReported() {
    assertThat(PriceLists.weaveCosts(SAMPLE).partly())
        .containsExactly(new PartialEntry("aviary/wren", List.of("tier")));
  }

  @Test
  void modelsAreFoundAsInTheListItIsMadeFrom() {
    PriceList list = PriceLists.weaveCosts(SAMPLE);
    assertThat(Matches.of(list, "lark-1", null)).isEqualTo("EXACT aviary lark-1");
    assertThat(Matches.of(list, "lark-1-2026-01-01", null)).isEqualTo("ALIAS aviary lark-1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          5                  | expected a list, found 5
          []                 | expected a price, found none
          [GOOD,5]           | [1]: expected an object, found 5
          [{"provider":"a","output":1e-3,"created_at":"2026-01-01 00:00:00"}] | [0].input: required, but not there
          [GOOD,{"provider":"a","input":-1,"output":1e-3,"created_at":"2026-02-01 00:00:00"}] | [1].input: expected a rate of 0 or more, found -1
          [{"provider":"a","input":"1","output":1e-3,"created_at":"2026-02-01 00:00:00"}] | [0].input: expected a number, found string "1"
          [GOOD,GOOD]        | [1].created_at: an earlier price has this date
          [GOOD,{"provider":"b","input":1e-3,"output":1e-3,"created_at":"2026-02-01 00:00:00"}] | [1].provider: an earlier price is of another provider
          [{"provider":"a","input":0,"output":0.0,"cache_read_input":0,"created_at":"2026-02-01 00:00:00"}] | all rates are 0: free, or without a price per token, which the list does not say
          """)
  void aModelWithOneWrongPriceIsSkipped(String prices, String reason) {
    String good =
        "{\"provider\":\"a\",\"input\":1e-3,\"output\":1e-3,\"created_at\":\"2026-01-01 00:00:00\"}";
    PriceList list =
        PriceLists.weaveCosts(
            "{\"m\":%s,\"n\":[%s]}".formatted(prices.replace("GOOD", good), good));
    assertThat(list.entries()).isEqualTo(2);
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("n");
    assertThat(list.skipped()).containsExactly(new SkippedEntry("m", reason));
    assertThat(Matches.of(list, "m", null)).isEqualTo("unpriced");
  }

  @Test
  void aModelWrittenTwiceIsSkipped() {
    PriceList list =
        PriceLists.weaveCosts(
            "{\"m\":[],\"m\":[{\"provider\":\"a\",\"input\":1e-3,\"output\":1e-3,"
                + "\"created_at\":\"2026-01-01 00:00:00\"}]}");
    assertThat(list.skipped())
        .extracting(SkippedEntry::reason)
        .containsExactly("key written twice in one object: \"m\"");
  }
}
