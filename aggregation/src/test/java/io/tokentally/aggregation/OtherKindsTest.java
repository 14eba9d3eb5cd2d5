package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.dsl.Dialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audio, images, web searches: what the four rates do not name is never priced as if they did. */
class OtherKindsTest {

  private static final Tally TALLY =
      Tally.with(
          PriceTable.of(
              List.of(
                  Rows.row("m", "1", "10")
                      .cacheReadInputTokenCost(new BigDecimal("0.5"))
                      .cacheCreationInputTokenCost(new BigDecimal("2"))
                      .build())));

  /** A prompt of 100, of which 40 were read from a cache and 10 written; a completion of 20. */
  private static final RecordedUsage USAGE =
      RecordedUsage.builder()
          .promptTokens(100)
          .completionTokens(20)
          .cacheReadInputTokens(40)
          .cacheCreationInputTokens(10)
          .build();

  private static final String ALL = "{m=1 100 20 120 40 10}";

  @Test
  void withoutThemAllHasAPrice() {
    assertThat(Given.brief(report(USAGE).usage("a")))
        .hasToString("{m=1 100 20 120 40 10 : 50 200 20 20}");
  }

  @ParameterizedTest(name = "{1} of the kind within {0}")
  @CsvSource({
    "PROMPT, 30, 1 70 20 90 40 10 : 20 200 20 20",
    "PROMPT, 50, 1 50 20 70 40 10 : 0 200 20 20",
    "COMPLETION, 5, 1 100 15 115 40 10 : 50 150 20 20",
    "COMPLETION, 20, 1 100 0 100 40 10 : 50 0 20 20",
    "CACHE_READ, 15, 1 85 20 105 25 10 : 50 200 12.5 20",
    "CACHE_READ, 40, 1 60 20 80 0 10 : 50 200 0 20",
    "NOTHING, 3, 1 100 20 120 40 10 : 50 200 20 20",
    // No more can be taken out than is there.
    "PROMPT, 51, 1 50 20 70 40 10 : 0 200 20 20",
    "PROMPT, 9223372036854775807, 1 50 20 70 40 10 : 0 200 20 20",
    "COMPLETION, 21, 1 100 0 100 40 10 : 50 0 20 20",
    "CACHE_READ, 41, 1 60 20 80 0 10 : 50 200 0 20",
  })
  void aKindWithARateOfItsOwnIsTakenOutOfWhatIsPriced(Within within, long count, String priced) {
    UsageReport report = report(with(new OtherKind("kind", count, within, Rate.OF_ITS_OWN)));
    assertThat(Given.brief(report.usage("a"))).hasToString(ALL);
    assertThat(Given.brief(report.pricedPart("a"))).hasToString("{m=" + priced + "}");
    assertThat(report.unpricedKinds()).containsExactly(new UnpricedKind("a", "m", "kind", count));
    assertThat(report.unpricedModels()).isEmpty();
    assertThat(report.pricedPartOfTotals()).isEqualTo(report.pricedPart("a"));
    assertThat(report.isComplete()).isFalse();
  }

  /** Whoever builds it need not say so: docs/semantics.md rule 56. */
  @Test
  void aTotalAloneHasNoCost() {
    RecordedUsage total = RecordedUsage.builder().totalTokens(62).build();
    RecordedUsage said =
        RecordedUsage.builder().from(total).addOtherKinds(OtherKind.unsplit(62)).build();
    for (RecordedUsage usage : List.of(total, said)) {
      UsageReport report = report(usage);
      assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 0 0 62 0 0}");
      assertThat(Given.brief(report.pricedPart("a"))).hasToString("{m=1 0 0 0 0 0 : 0 0 0 0}");
      assertThat(report.unpricedKinds())
          .containsExactly(new UnpricedKind("a", "m", UnpricedKind.UNSPLIT, 62));
    }
  }

  @Test
  void aWebSearchOnTopOfNoTokensIsThereToo() {
    RecordedUsage search =
        RecordedUsage.builder()
            .requests(0)
            .addOtherKinds(new OtherKind("searches", 2, Within.NOTHING, Rate.OF_ITS_OWN))
            .build();
    UsageReport report = report(search);
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=0 0 0 0 0 0}");
    assertThat(report.usage("a").get("m").totalCost()).isNull();
    assertThat(report.unpricedKinds()).containsExactly(new UnpricedKind("a", "m", "searches", 2));
    assertThat(report.isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"PROMPT", "COMPLETION", "CACHE_READ"})
  void aKindThatCostsAsMuchAsTextIsPricedAndNoted(Within within) {
    UsageReport report = report(with(new OtherKind("images", 10, within, Rate.AS_TEXT)));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 100 20 120 40 10 : 50 200 20 20}");
    assertThat(report.notes())
        .containsExactly(new UsageNote(UsageNote.Kind.PRICED_AS_TEXT, "a", "m", "images"));
    assertThat(report.unpricedKinds()).isEmpty();
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void noneOfAKindIsNothing() {
    UsageReport report =
        report(
            with(
                new OtherKind("audio", 0, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("searches", 0, Within.NOTHING, Rate.OF_ITS_OWN),
                new OtherKind("images", 0, Within.PROMPT, Rate.AS_TEXT)));
    assertThat(report.notes()).isEmpty();
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void severalKindsAreTakenOutOneAfterTheOther() {
    UsageReport report =
        report(
            with(
                new OtherKind("audio", 30, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("video", 30, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("speech", 4, Within.COMPLETION, Rate.OF_ITS_OWN)));
    assertThat(Given.brief(report.pricedPart("a")))
        .hasToString("{m=1 50 16 66 40 10 : 0 160 20 20}");
    assertThat(report.unpricedKinds())
        .extracting(UnpricedKind::kind, UnpricedKind::count)
        .hasToString("[(\"audio\", 30L), (\"speech\", 4L), (\"video\", 30L)]");
  }

  @Test
  void aCallAboveHasAPricedPartOfAllBelow() {
    RecordedUsage audio = with(new OtherKind("audio", 30, Within.PROMPT, Rate.OF_ITS_OWN));
    UsageReport report =
        TALLY.report(
            List.of(
                new Span("r", null, Map.of("m", USAGE)),
                new Span("b", "r", Map.of("m", audio)),
                new Span("c", "r", Map.of("m", USAGE))));
    assertThat(report.usage("r").get("m").totalCost()).isNull();
    assertThat(report.usage("c").get("m").totalCost()).hasToString("290");
    assertThat(report.ownUsage("r").get("m").totalCost()).hasToString("290");
    assertThat(Objects.requireNonNull(report.pricedPart("r").get("m")).totalCost())
        .hasToString("840");
    assertThat(report.pricedCostByUnit()).hasToString("{USD=840}");
  }

  @Test
  void inWeaveUnknownCostsAreZeroSoThatOnlyThePricedPartCounts() {
    TallyOptions options = TallyOptions.of(Dialect.WEAVE);
    UsageReport report =
        TALLY
            .with(options)
            .report(
                List.of(
                    new Span(
                        "a",
                        null,
                        Map.of(
                            "m",
                            with(new OtherKind("audio", 30, Within.PROMPT, Rate.OF_ITS_OWN))))));
    assertThat(report.usage("a").get("m").totalCost()).hasToString("260");
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void withoutCostsNoKindIsUnpricedOrNoted() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    RecordedUsage usage =
        with(
            new OtherKind("audio", 30, Within.PROMPT, Rate.OF_ITS_OWN),
            new OtherKind("images", 30, Within.PROMPT, Rate.AS_TEXT));
    UsageReport report =
        TALLY.with(options).report(List.of(new Span("a", null, Map.of("m", usage))));
    assertThat(Given.brief(report.usage("a"))).hasToString(ALL);
    assertThat(report.unpricedKinds()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.isComplete()).isTrue();
  }

  private static RecordedUsage with(OtherKind... kinds) {
    return RecordedUsage.builder().from(USAGE).addOtherKinds(kinds).build();
  }

  private static UsageReport report(RecordedUsage usage) {
    return TALLY.report(List.of(new Span("a", null, Map.of("m", usage))));
  }
}
