package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.UsageNote.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was decided where usage could be meant otherwise, and usage that says nothing we know. */
class NotesTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          AUTO      | {"prompt_tokens":9,"input_tokens":9}                                | 0 9 0 9 0 0       |
          AUTO      | {"prompt_tokens":9,"input_tokens":5}                                | 0 14 0 14 0 0     | ALIASES_DIFFER prompt_tokens
          AUTO      | {"completion_tokens":9,"output_tokens":5}                           | 0 0 14 14 0 0     | ALIASES_DIFFER completion_tokens
          AUTO      | {"prompt_tokens":9,"input_tokens":0}                                | 0 9 0 9 0 0       |
          AUTO      | {"prompt_tokens":9,"input_tokens":null}                             | 0 9 0 9 0 0       |
          AUTO      | {"prompt_tokens":9,"input_tokens":"x"}                              | 0 9 0 9 0 0       |
          AUTO      | {"prompt_tokens":9,"cache_read_input_tokens":4}                     | 0 9 0 9 4 0       | CONVENTION_UNDECIDED
          AUTO      | {"prompt_tokens":9,"cache_read_input_tokens":9}                     | 0 9 0 9 9 0       | CONVENTION_UNDECIDED
          AUTO      | {"prompt_tokens":9,"cache_read_input_tokens":10}                    | 0 19 0 19 10 0    | TAKEN_AS_EXCLUSIVE
          AUTO      | {"prompt_tokens":9,"cache_read_input_tokens":5,"cache_creation_input_tokens":5} | 0 19 0 19 5 5 | TAKEN_AS_EXCLUSIVE
          AUTO      | {"prompt_tokens":9,"completion_tokens":1,"cache_read_input_tokens":4,"total_tokens":14} | 0 13 1 14 4 0 | TAKEN_AS_EXCLUSIVE
          AUTO      | {"prompt_tokens":9,"completion_tokens":1,"cache_read_input_tokens":4,"total_tokens":10} | 0 9 1 10 4 0  | CONVENTION_UNDECIDED
          AUTO      | {"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}         | 0 9 1 10 0 0      |
          INCLUSIVE | {"prompt_tokens":9,"cache_read_input_tokens":4}                     | 0 9 0 9 4 0       |
          INCLUSIVE | {"prompt_tokens":9,"cache_read_input_tokens":10}                    | 0 9 0 9 10 0      | CACHE_EXCEEDS_PROMPT
          EXCLUSIVE | {"prompt_tokens":9,"cache_read_input_tokens":4}                     | 0 13 0 13 4 0     |
          EXCLUSIVE | {"prompt_tokens":9,"cache_creation_input_tokens":40,"total_tokens":9} | 0 49 0 9 0 40   |
          """)
  void notesWhatWasDecided(CacheConvention convention, String entry, String counts, String note) {
    TallyOptions options = TallyOptions.builder().cacheConvention(convention).build();
    UsageReport report =
        Tally.with(PriceTable.EMPTY)
            .with(options)
            .report(Given.calls("{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":" + entry + "}}}"));
    assertThat(Given.brief(report.usage("a").get("m"))).isEqualTo(counts);
    if (note == null) {
      assertThat(report.notes()).isEmpty();
    } else {
      String[] parts = note.split(" ", -1);
      String field = parts.length == 1 ? null : parts[1];
      assertThat(report.notes())
          .containsExactly(new UsageNote(Kind.valueOf(parts[0]), "a", "m", field));
    }
  }

  @Test
  void aCacheThatExceedsThePromptIsBilledWithoutANegativePrompt() {
    TallyOptions options =
        TallyOptions.builder().cacheConvention(CacheConvention.INCLUSIVE).build();
    Tally tally =
        Tally.with(
            Given.prices(
                """
                {"id":"p","llm_id":"m","prompt_token_cost":100,"completion_token_cost":10,"cache_read_input_token_cost":1}
                """));
    UsageReport report =
        tally
            .with(options)
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"m":{"prompt_tokens":5,"completion_tokens":2,"cache_read_input_tokens":7}}}}
                    {"id":"b","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":9,"cache_read_input_tokens":3}}}}
                    """));
    // The uncached part is cut off in each entry before any adding: 0 and 6, not 14 - 10.
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=0 14 2 16 10 0 : 600 20 10 0}");
  }

  @Test
  void anUnwrittenCacheRateIsNotedWhereItPricesSomething() {
    PriceRow row =
        PriceRow.builder()
            .from(
                Given.rows(
                        """
                        {"id":"p","llm_id":"m","prompt_token_cost":1,"cache_read_input_token_cost":0,"cache_creation_input_token_cost":0}
                        """)
                    .get(0))
            .cacheReadCostUnwritten(true)
            .cacheCreationCostUnwritten(true)
            .build();
    UsageReport report =
        Tally.with(PriceTable.of(List.of(row)))
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                    {"id":"b","summary":{"usage":{"m":{"prompt_tokens":5,"cache_read_input_tokens":1}}}}
                    {"id":"c","summary":{"usage":{"m":{"prompt_tokens":5,"cache_creation_input_tokens":1}}}}
                    {"id":"d","summary":{"usage":{"n":{"prompt_tokens":5,"cache_read_input_tokens":1}}}}
                    """));
    assertThat(report.notes())
        .containsExactly(
            new UsageNote(Kind.CONVENTION_UNDECIDED, "b", "m", null),
            new UsageNote(Kind.CONVENTION_UNDECIDED, "c", "m", null),
            new UsageNote(Kind.CONVENTION_UNDECIDED, "d", "n", null),
            new UsageNote(Kind.CACHE_RATE_UNWRITTEN, "b", "m", "cache_read_input_tokens"),
            new UsageNote(Kind.CACHE_RATE_UNWRITTEN, "c", "m", "cache_creation_input_tokens"));
  }

  @Test
  void anEntryWithNoNameThatWeKnowIsListedAndNotCounted() {
    UsageReport report =
        Tally.with(PriceTable.EMPTY)
            .report(
                Given.calls(
                    """
                    {"id":"b","summary":{"usage":{"z":{"tokens":7,"price":1},"m":{"Prompt_tokens":5},"ok":{"requests":0}}}}
                    {"id":"a","summary":{"usage":{"y":{"promptTokens":7,"prompt_tokens_details":{}},"x":{}}}}
                    """));
    assertThat(report.unrecognised())
        .containsExactly(
            new UnrecognisedUsage("a", "y", List.of("promptTokens", "prompt_tokens_details")),
            new UnrecognisedUsage("b", "m", List.of("Prompt_tokens")),
            new UnrecognisedUsage("b", "z", List.of("price", "tokens")));
    assertThat(report.totals()).isEmpty();
    assertThat(report.anomalies()).isEmpty();
    assertThat(report.unpricedModels()).isEmpty();
  }

  @Test
  void anEntryWithOneNameThatWeKnowIsCounted() {
    UsageReport report =
        Tally.with(PriceTable.EMPTY)
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"m":{"tokens":7,"requests":3,"prompt_tokens_details":{"x":-1}}}}}
                    """));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=3 0 0 0 0 0}");
    assertThat(report.unrecognised()).isEmpty();
    assertThat(report.anomalies()).isEmpty();
  }
}
