package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageScope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prices that were created, and the usage that they price. */
class PricesThroughOperationsTest {

  private static final String CALLS =
      """
      {"id":"a","started_at":"2025-03-01T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":100,"completion_tokens":10,"cache_read_input_tokens":30,"cache_creation_input_tokens":5,"total_tokens":110}}}}
      """;

  private final PriceStore prices = PriceStore.inMemory();
  private final Operations.Builder over =
      Operations.over(CallSource.of(Given.calls(CALLS)), prices).clock(Fixed.CLOCK);

  @Test
  void ofTwoRowsWithOneDateTheOneCreatedLaterWins() {
    create(over.ids(() -> "z").build(), "1");
    Clock later = Clock.fixed(Fixed.NOW.plusNanos(1), ZoneOffset.UTC);
    Operations operations = over.ids(() -> "a").clock(later).build();
    create(operations, "2");
    assertThat(promptCost(operations)).isEqualTo("130");
  }

  @Test
  void ofTwoRowsMadeAtOneMomentTheGreaterIdWins() {
    Iterator<String> ids = List.of("id-2", "id-1", "id-10").iterator();
    Operations operations = over.ids(ids::next).build();
    create(operations, "1");
    create(operations, "2");
    create(operations, "3");
    assertThat(promptCost(operations)).isEqualTo("65");
  }

  @Test
  void ofTwoRowsMadeWhileTheClockStandsStillTheSecondWins() {
    Operations operations = over.build();
    create(operations, "1");
    create(operations, "2");
    assertThat(promptCost(operations)).isEqualTo("130");
  }

  @Test
  void ownPricesComeBeforeDefaultOnesHoweverOld() {
    prices.add(
        Given.rows(
            """
            {"id":"new","llm_id":"m","prompt_token_cost":9,"effective_date":"2025-02-01"}
            """));
    Operations operations = over.build();
    assertThat(promptCost(operations)).isEqualTo("585");
    create(operations, "1");
    assertThat(promptCost(operations)).isEqualTo("65");
  }

  @Test
  void aPriceThatIsPurgedPricesNothingAnyMore() {
    Operations operations = over.build();
    create(operations, "1");
    assertThat(promptCost(operations)).isEqualTo("65");
    operations.costPurge(
        CostPurgeReq.parse(
            """
            {"project_id":"p/one",\
            "query":{"$expr":{"$eq":[{"$getField":"llm_id"},{"$literal":"m"}]}}}\
            """));
    assertThat(promptCost(operations)).isEqualTo("null");
  }

  @Test
  void aCacheRateThatIsNotWrittenIsFreeAndNoted() {
    Operations operations = over.build();
    create(operations, "1");
    assertThat(costs(operations)).isEqualTo("65 20 0 0");
    UsageNote.Kind unwritten = UsageNote.Kind.CACHE_RATE_UNWRITTEN;
    assertThat(notes())
        .containsExactly(
            new UsageNote(UsageNote.Kind.CONVENTION_UNDECIDED, "a", "m", null),
            new UsageNote(unwritten, "a", "m", "cache_creation_input_tokens"),
            new UsageNote(unwritten, "a", "m", "cache_read_input_tokens"));
  }

  @Test
  void aCacheRateThatIsWrittenIsNotNoted() {
    Operations operations = over.build();
    operations.costCreate(
        CostCreateReq.parse(
            """
            {"project_id":"p/one","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":2,\
            "cache_read_input_token_cost":0,"cache_creation_input_token_cost":0.5,\
            "effective_date":"2025-01-01"}}}\
            """));
    assertThat(costs(operations)).isEqualTo("65 20 0 2.5");
    assertThat(notes())
        .containsExactly(new UsageNote(UsageNote.Kind.CONVENTION_UNDECIDED, "a", "m", null));
  }

  @Test
  void theOptionsOfTheOperationsHoldButWhetherThereAreCostsIsUpToTheRequest() {
    TallyOptions options =
        TallyOptions.builder()
            .cacheConvention(CacheConvention.EXCLUSIVE)
            .usageScope(UsageScope.INCLUSIVE)
            .includeCosts(true)
            .build();
    Operations operations = over.options(options).build();
    create(operations, "1");
    assertThat(costs(operations)).isEqualTo("100 20 0 0");
    CallsUsageReq request = CallsUsageReq.of("p/one", List.of("a"));
    assertThat(Given.brief(operations.callsUsage(request).callUsage().get("a")))
        .hasToString("{m=0 135 10 110 30 5}");
  }

  @Test
  void aPriceFromTheFutureHoldsUnlessTheOptionsForbidIt() {
    Clock late = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Operations operations = over.clock(late).build();
    operations.costCreate(
        CostCreateReq.parse(
            """
            {"project_id":"p/one",\
            "costs":{"m":{"prompt_token_cost":3,"completion_token_cost":2}}}\
            """));
    assertThat(promptCost(operations)).isEqualTo("195");
    TallyOptions strict =
        TallyOptions.builder().beforeFirstPrice(BeforeFirstPrice.UNPRICED).build();
    assertThat(promptCost(over.options(strict).build())).isEqualTo("null");
  }

  private List<UsageNote> notes() {
    return Tally.with(PriceTable.of(prices.rows())).report(Given.calls(CALLS)).notes();
  }

  private static void create(Operations operations, String promptRate) {
    operations.costCreate(
        CostCreateReq.parse(
            """
            {"project_id":"p/one","costs":{"m":{"prompt_token_cost":%s,"completion_token_cost":2,\
            "effective_date":"2025-01-01"}}}\
            """
                .formatted(promptRate)));
  }

  private static String promptCost(Operations operations) {
    return costs(operations).split(" ", -1)[0];
  }

  private static String costs(Operations operations) {
    CallsUsageReq request = CallsUsageReq.of("p/one", List.of("a")).withCosts();
    String brief = Given.brief(operations.callsUsage(request).callUsage().get("a")).get("m");
    return brief.contains(" : ") ? brief.substring(brief.indexOf(" : ") + 3) : "null";
  }
}
