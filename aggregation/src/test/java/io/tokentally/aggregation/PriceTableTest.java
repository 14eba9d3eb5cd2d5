package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which row prices a call: docs/semantics.md section 7 and rules 33 to 39. */
class PriceTableTest {

  /** Two rows of a project, two default ones, and some that never apply. */
  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"p2","llm_id":"m","pricing_level":"project","pricing_level_id":"p/one","effective_date":"2024-04-01","prompt_token_cost":1,"provider_id":"openai"}
          {"id":"p1","llm_id":"m","pricing_level":"project","pricing_level_id":"p/one","effective_date":"2024-03-01","prompt_token_cost":2,"provider_id":"azure"}
          {"id":"d1","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":3,"provider_id":"openai"}
          {"id":"d2","llm_id":"m","effective_date":"2024-05-01","prompt_token_cost":4,"provider_id":"default"}
          {"id":"n1","llm_id":"n","pricing_level":"project","pricing_level_id":"p/two","effective_date":"2024-01-01","prompt_token_cost":5}
          {"id":"o1","llm_id":"o","effective_date":"2024-01-01","pricing_level_id":"p/one","prompt_token_cost":6}
          {"id":"o2","llm_id":"o","effective_date":"2024-01-01","pricing_level":"org","pricing_level_id":"p/one","prompt_token_cost":7}
          {"id":"o3","llm_id":"o","effective_date":"2024-01-01","pricing_level":"project","pricing_level_id":"default","prompt_token_cost":8}
          {"id":"q1","llm_id":"q","effective_date":"2024-06-01","prompt_token_cost":9}
          {"id":"q2","llm_id":"q","effective_date":"2024-07-01","prompt_token_cost":10}
          """);

  @ParameterizedTest(name = "{0} of {1} at {2}: {3} {4} {5}")
  @CsvSource(
      textBlock =
          """
          # model, project, started, EARLIEST, LATEST, UNPRICED; + after a row from the future
          m, p/one, 2024-01-01, p1+, p2+,
          m, p/one, 2024-01-31T23:59:59.999999999Z, p1+, p2+,
          m, p/one, 2024-02-01, d1,  d1,  d1
          m, p/one, 2024-03-01, p1,  p1,  p1
          m, p/one, 2024-03-31, p1,  p1,  p1
          m, p/one, 2024-04-01, p2,  p2,  p2
          m, p/one, 2024-09-01, p2,  p2,  p2
          m, p/two, 2024-01-01, d1+, d2+,
          m, p/two, 2024-02-01, d1,  d1,  d1
          m, p/two, 2024-05-01, d2,  d2,  d2
          m, ,      2024-03-01, d1,  d1,  d1
          m, default, 2024-03-01, d1, d1, d1
          m, P/ONE, 2024-03-01, d1,  d1,  d1
          M, p/one, 2024-03-01, ,    ,
          n, p/one, 2024-03-01, ,    ,
          n, p/two, 2024-03-01, n1,  n1,  n1
          o, p/one, 2024-03-01, ,    ,
          o, ,      2024-03-01, ,    ,
          o, default, 2024-03-01, o3, o3, o3
          q, p/one, 2024-03-01, q1+, q2+,
          m, p/one, ,           ,    ,
          """)
  void choosesByLevelThenDate(
      String model,
      @Nullable String project,
      @Nullable String started,
      @Nullable String earliest,
      @Nullable String latest,
      @Nullable String unpriced) {
    Instant start = started == null ? null : moment(started);
    assertThat(choose(model, project, start, BeforeFirstPrice.EARLIEST)).isEqualTo(earliest);
    assertThat(choose(model, project, start, BeforeFirstPrice.LATEST)).isEqualTo(latest);
    assertThat(choose(model, project, start, BeforeFirstPrice.UNPRICED)).isEqualTo(unpriced);
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "openai, 2024-03-15, d1",
    "openai, 2024-04-01, p2",
    "openai, 2024-01-01, p2+",
    "azure, 2024-04-15, p1",
    "default, 2024-04-15, d2+",
    "OPENAI, 2024-04-15,",
    "'', 2024-04-15,"
  })
  void countsOneProvidersRowsAloneWhereOneIsGiven(
      String provider, String started, @Nullable String row) {
    TallyOptions options = TallyOptions.builder().providerId(provider).build();
    assertThat(shown(PRICES.choose("m", "p/one", moment(started), options))).isEqualTo(row);
  }

  @Test
  void aRowWithoutProviderIsNobodys() {
    TallyOptions options = TallyOptions.builder().providerId("openai").build();
    assertThat(PRICES.choose("q", "p/one", moment("2024-08-01"), options)).isEmpty();
  }

  @ParameterizedTest(name = "{0} in effect, {1} later")
  @CsvSource({"2024-03-01, c", "2024-01-01, c+"})
  void ofEqualDatesTheRowCreatedLastWins(String started, String winner) {
    List<PriceRow> rows =
        new ArrayList<>(
            Given.rows(
                """
                {"id":"z","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":1}
                {"id":"b","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":2,"created_at":"2024-01-02T00:00:00Z"}
                {"id":"c","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":3,"created_at":"2024-01-03T00:00:00Z"}
                {"id":"a","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":4,"created_at":"2024-01-03T00:00:00Z"}
                """));
    for (int i = 0; i < rows.size(); i++) {
      Collections.rotate(rows, 1);
      PriceTable table = PriceTable.of(rows);
      for (BeforeFirstPrice early : List.of(BeforeFirstPrice.EARLIEST, BeforeFirstPrice.LATEST)) {
        TallyOptions options = TallyOptions.builder().beforeFirstPrice(early).build();
        assertThat(shown(table.choose("m", "p", moment(started), options))).isEqualTo(winner);
      }
    }
  }

  @Test
  void idsOfEqualRowsAreComparedByCodePoint() {
    PriceTable table =
        Given.prices(
            """
            {"id":"\\uD83D\\uDE00","llm_id":"m","prompt_token_cost":1}
            {"id":"\\uFF5E","llm_id":"m","prompt_token_cost":2}
            """);
    Instant start = moment("2024-02-01");
    assertThat(table.choose("m", null, start, TallyOptions.DEFAULT).orElseThrow().row().id())
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void keepsItsRowsInTheirOrder() {
    assertThat(PRICES.rows())
        .extracting(PriceRow::id)
        .containsExactly("p2", "p1", "d1", "d2", "n1", "o1", "o2", "o3", "q1", "q2");
    assertThatThrownBy(() -> PRICES.rows().clear())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
    assertThat(PriceTable.EMPTY.rows()).isEmpty();
  }

  @Test
  void refusesNegativeRatesAllAtOnce() {
    assertThatThrownBy(
            () ->
                Given.prices(
                    """
                    {"id":"a","llm_id":"m","prompt_token_cost":-1,"cache_read_input_token_cost":-0.50}
                    {"id":"b","llm_id":"m","prompt_token_cost":1}
                    {"id":"c","llm_id":"m","prompt_token_cost":1,"completion_token_cost":-1e-9,"cache_creation_input_token_cost":-2}
                    """))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "prices.a.prompt_token_cost: expected a rate of 0 or more, found -1;"
                + " prices.a.cache_read_input_token_cost: expected a rate of 0 or more, found -0.5;"
                + " prices.c.completion_token_cost: expected a rate of 0 or more, found -0.000000001;"
                + " prices.c.cache_creation_input_token_cost: expected a rate of 0 or more, found -2");
  }

  private static @Nullable String choose(
      String model, @Nullable String project, @Nullable Instant start, BeforeFirstPrice early) {
    TallyOptions options = TallyOptions.builder().beforeFirstPrice(early).build();
    return shown(PRICES.choose(model, project, start, options));
  }

  private static @Nullable String shown(Optional<PriceChoice> choice) {
    return choice.map(found -> found.row().id() + (found.fromFuture() ? "+" : "")).orElse(null);
  }

  private static Instant moment(String date) {
    return Instant.parse(date.length() == 10 ? date + "T00:00:00Z" : date);
  }

  @Test
  void tablesInAChainOfAnyLengthAreAskedOneAfterTheOther() {
    PriceTable chain = PriceTable.EMPTY;
    for (int i = 0; i < 20_000; i++) {
      chain = chain.orElse(PriceTable.EMPTY);
    }
    PriceTable last =
        PriceTable.parse("{\"m\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}}");

    PriceTable all = chain.orElse(last.orElse(chain));

    assertThat(all.rows()).isEqualTo(last.rows());
    assertThat(all.choose("m", null, Instant.EPOCH, TallyOptions.DEFAULT)).isPresent();
    assertThat(chain.choose("m", null, Instant.EPOCH, TallyOptions.DEFAULT)).isEmpty();
  }
}
