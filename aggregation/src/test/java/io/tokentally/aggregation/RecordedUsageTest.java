package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Usage that is in one convention already, and formats that bring it there. */
class RecordedUsageTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @Test
  void hasADefaultForEverything() {
    RecordedUsage usage = RecordedUsage.builder().build();
    assertThat(usage.counts()).hasToString(counts(1, 0, 0, 0, 0, 0));
    assertThat(usage.cacheCreation1hInputTokens()).isZero();
    assertThat(usage.otherKinds()).isEmpty();
    assertThat(usage.provider()).isNull();
    assertThat(usage.otherModels()).isEmpty();
    assertThat(usage.malformed()).isEmpty();
    assertThat(usage.notes()).isEmpty();
    assertThat(usage.needsMoreThanFourRates()).isFalse();
  }

  @Test
  void countsHaveTheContractsNames() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .requests(2)
            .promptTokens(10)
            .completionTokens(3)
            .cacheReadInputTokens(4)
            .cacheCreationInputTokens(5)
            .build();
    assertThat(usage.counts()).hasToString(counts(2, 10, 3, 13, 4, 5));
    RecordedUsage given = RecordedUsage.builder().from(usage).totalTokens(99).build();
    assertThat(given.counts()).containsEntry("total_tokens", 99L);
  }

  @Test
  void countsWithoutATotalThatFitsAreNone() {
    RecordedUsage usage =
        RecordedUsage.builder().promptTokens(Long.MAX_VALUE).completionTokens(1).build();
    assertThatThrownBy(usage::counts)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("long overflow");
    RecordedUsage given = RecordedUsage.builder().from(usage).totalTokens(7).build();
    assertThat(given.counts()).containsEntry("total_tokens", 7L);
  }

  @Test
  void refusesNegativeCountsAllAtOnce() {
    assertThat(
            Refusals.of(
                () ->
                    RecordedUsage.builder()
                        .requests(-1)
                        .promptTokens(-2)
                        .completionTokens(-3)
                        .totalTokens(-4)
                        .cacheReadInputTokens(-5)
                        .cacheCreationInputTokens(-7)
                        .cacheCreation1hInputTokens(-6)
                        .build()))
        .containsExactly(
            "[\"requests\"] value: expected a count of 0 or more, found -1",
            "[\"prompt_tokens\"] value: expected a count of 0 or more, found -2",
            "[\"completion_tokens\"] value: expected a count of 0 or more, found -3",
            "[\"total_tokens\"] value: expected a count of 0 or more, found -4",
            "[\"cache_read_input_tokens\"] value: expected a count of 0 or more, found -5",
            "[\"cache_creation_input_tokens\"] value: expected a count of 0 or more, found -7",
            "[\"cache_creation_1h_input_tokens\"] value: expected a count of 0 or more, found -6",
            "[\"cache_creation_1h_input_tokens\"] value: expected no more than"
                + " cache_creation_input_tokens, found -6");
  }

  @Test
  void refusesMoreCachedForAnHourThanCached() {
    RecordedUsage.Builder usage =
        RecordedUsage.builder().cacheCreationInputTokens(5).cacheCreation1hInputTokens(6);
    assertThat(Refusals.of(usage::build))
        .containsExactly(
            "[\"cache_creation_1h_input_tokens\"] value: expected no more than"
                + " cache_creation_input_tokens, found 6");
    assertThat(usage.cacheCreation1hInputTokens(5).build().needsMoreThanFourRates()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Rate.class)
  void onlyKindsWithARateOfTheirOwnNeedMoreThanFourRates(Rate rate) {
    for (long count : new long[] {0, 7}) {
      RecordedUsage usage =
          RecordedUsage.builder()
              .addOtherKinds(new OtherKind("images", count, Within.PROMPT, rate))
              .build();
      assertThat(usage.needsMoreThanFourRates()).isEqualTo(rate == Rate.OF_ITS_OWN && count > 0);
    }
  }

  @Test
  void aKindRefusesANegativeCount() {
    assertThat(Refusals.of(() -> new OtherKind("audio", -1, Within.PROMPT, Rate.AS_TEXT)))
        .containsExactly("[\"audio\"] value: expected a count of 0 or more, found -1");
    String none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> new OtherKind(none, 1, Within.PROMPT, Rate.AS_TEXT))
        .withMessage("kind");
  }

  @Test
  void countsInThePlaceOfAMapOfCounts() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(10)
            .completionTokens(3)
            .cacheReadInputTokens(4)
            .build();
    UsageReport report = TALLY.report(List.of(span(usage)));
    // Its convention is known, so nothing about it is guessed.
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 10 3 13 4 0}");
    assertThat(report.notes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CacheConvention.class)
  void noConventionChangesIt(CacheConvention convention) {
    TallyOptions options = TallyOptions.builder().cacheConvention(convention).build();
    RecordedUsage usage =
        RecordedUsage.builder().promptTokens(10).cacheReadInputTokens(4).totalTokens(14).build();
    assertThat(Given.brief(TALLY.with(options).report(List.of(span(usage))).usage("a")))
        .hasToString("{m=1 10 0 14 4 0}");
  }

  @Test
  void moreCachedThanPromptIsNotedAndNeverNegative() {
    RecordedUsage usage = RecordedUsage.builder().promptTokens(10).cacheReadInputTokens(40).build();
    UsageReport report =
        Tally.with(
                Given.prices(
                    """
                    {"id":"p","llm_id":"m","prompt_token_cost":100,"cache_read_input_token_cost":1}
                    """))
            .report(List.of(span(usage)));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 10 0 10 40 0 : 0 0 40 0}");
    assertThat(report.notes())
        .containsExactly(new UsageNote(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, "a", "m", null));
  }

  @Test
  void everSoMuchMoreCachedThanPromptIsNoOverflow() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .cacheReadInputTokens(Long.MAX_VALUE)
            .cacheCreationInputTokens(Long.MAX_VALUE)
            .build();
    UsageReport report = TALLY.report(List.of(span(usage)));
    long most = Long.MAX_VALUE;
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 0 0 0 " + most + " " + most + "}");
    assertThat(report.notes())
        .containsExactly(new UsageNote(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, "a", "m", null));
  }

  @Test
  void otherModelsCountUnderTheirOwnNames() {
    RecordedUsage inner = RecordedUsage.builder().promptTokens(7).build();
    RecordedUsage usage =
        RecordedUsage.builder().promptTokens(10).putOtherModels("helper", inner).build();
    UsageReport report = TALLY.report(List.of(span(usage)));
    assertThat(Given.brief(report.usage("a"))).hasToString("{helper=1 7 0 7 0 0, m=1 10 0 10 0 0}");
    assertThat(report.unpricedModels()).extracting(UnpricedModel::model).hasToString("[helper, m]");
  }

  @Test
  void otherModelsHaveNoOtherModels() {
    RecordedUsage innermost = RecordedUsage.builder().promptTokens(1).build();
    RecordedUsage inner = RecordedUsage.builder().putOtherModels("n", innermost).build();
    assertThat(Refusals.of(() -> RecordedUsage.builder().putOtherModels("m", inner).build()))
        .containsExactly(
            "[\"other_models\"] value: expected usage without further models of its own");
  }

  @Test
  void anOverflowNamesTheModelThatHasIt() {
    RecordedUsage inner =
        RecordedUsage.builder().promptTokens(Long.MAX_VALUE).completionTokens(1).build();
    RecordedUsage usage =
        RecordedUsage.builder().promptTokens(10).putOtherModels("helper", inner).build();
    assertThatThrownBy(() -> TALLY.report(List.of(span(usage))))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessage(
            "calls.a.usage.helper: a count of model \"helper\" in call \"a\" exceeds "
                + Long.MAX_VALUE);
  }

  @Test
  void twoEntriesOfOneModelInACallAreOneEntry() {
    RecordedUsage inner = RecordedUsage.builder().promptTokens(7).build();
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("m", RecordedUsage.builder().putOtherModels("helper", inner).build());
    usage.put("helper", inner);
    UsageReport report = TALLY.report(List.of(new Span("a", null, usage)));
    assertThat(Given.brief(report.usage("a"))).hasToString("{helper=2 14 0 14 0 0, m=1 0 0 0 0 0}");
    assertThat(report.unpricedModels())
        .extracting(UnpricedModel::callIds)
        .containsExactly(List.of("a"), List.of("a"));
    // Pricing what was read is no other than reading it.
    assertThat(report.repriced(PriceTable.EMPTY).unpricedModels())
        .isEqualTo(report.unpricedModels());
  }

  @Test
  void itsMalformedCountsAndNotesAreInTheReport() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .addMalformed(new MalformedCount("details.audio", Reason.FRACTIONAL, "1.5"))
            .addNotes(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED))
            .build();
    UsageReport report = TALLY.report(List.of(span(usage)));
    assertThat(report.anomalies())
        .containsExactly(
            new Anomaly(
                Anomaly.Kind.MALFORMED_USAGE,
                List.of("a"),
                "m",
                "details.audio",
                Reason.FRACTIONAL,
                "1.5"));
    assertThat(report.notes())
        .containsExactly(new UsageNote(UsageNote.Kind.CONVENTION_UNDECIDED, "a", "m", null));
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void allZeroItIsDropped() {
    RecordedUsage nothing = RecordedUsage.builder().requests(0).build();
    RecordedUsage noAudio =
        RecordedUsage.builder()
            .from(nothing)
            .addOtherKinds(new OtherKind("audio", 0, Within.PROMPT, Rate.OF_ITS_OWN))
            .build();
    for (RecordedUsage usage : List.of(nothing, noAudio)) {
      UsageReport report = TALLY.report(List.of(span(usage)));
      assertThat(report.usage("a")).isEmpty();
      assertThat(report.unpricedModels()).isEmpty();
      assertThat(report.isComplete()).isTrue();
    }
  }

  @Test
  void aFormatReadsWhatItKnowsAndLeavesTheRestToTheContract() {
    TallyOptions options = TallyOptions.builder().usageFormat(RecordedUsageTest::tokens).build();
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("m", Map.of("tokens", 7L));
    usage.put("n", Map.of("input_tokens", 8L));
    usage.put("o", Map.of("words", 9L));
    usage.put("p", 10L);
    usage.put("q", RecordedUsage.builder().promptTokens(11).build());
    UsageReport report = TALLY.with(options).report(List.of(new Span("a", null, usage)));
    assertThat(Given.brief(report.usage("a")))
        .hasToString("{m=1 7 0 7 0 0, n=0 8 0 8 0 0, q=1 11 0 11 0 0}");
    assertThat(report.unrecognised())
        .containsExactly(new UnrecognisedUsage("a", "o", List.of("words")));
    assertThat(report.anomalies())
        .extracting(Anomaly::model, Anomaly::reason)
        .hasToString("[(\"p\", ENTRY_NOT_OBJECT)]");
  }

  @Test
  void aFormatMayFindTooMuch() {
    UsageFormat tooMuch =
        (call, model, entry, convention) -> {
          throw new ArithmeticException();
        };
    TallyOptions options = TallyOptions.builder().usageFormat(tooMuch).build();
    assertThatThrownBy(
            () ->
                TALLY
                    .with(options)
                    .report(List.of(new Span("a", null, Map.of("m", Map.of("tokens", 7L))))))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessage(
            "calls.a.usage.m: a count of model \"m\" in call \"a\" exceeds " + Long.MAX_VALUE);
  }

  @Test
  void theContractReadsNothingItself() {
    assertThat(UsageFormat.CONTRACT).hasToString("CONTRACT");
    assertThat(TallyOptions.DEFAULT.usageFormat()).isSameAs(UsageFormat.CONTRACT);
    assertThat(
            UsageFormat.CONTRACT.read(
                span(7L), "m", Map.of("prompt_tokens", 7L), CacheConvention.AUTO))
        .isNull();
  }

  private static @Nullable RecordedUsage tokens(
      TracedCall call, String model, Map<?, ?> entry, CacheConvention convention) {
    return entry.get("tokens") instanceof Long tokens
        ? RecordedUsage.builder().promptTokens(tokens).build()
        : null;
  }

  private static Span span(Object usage) {
    return new Span("a", null, Map.of("m", usage));
  }

  private static String counts(long... counts) {
    List<String> names =
        Arrays.asList(
            "requests",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");
    Map<String, Long> expected = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      expected.put(names.get(i), counts[i]);
    }
    return expected.toString();
  }
}
