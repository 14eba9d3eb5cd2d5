package io.tokentally.aggregation.laws;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.RecordedUsage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Usage of every kind of docs/semantics.md rule 62, and prices of any of them under any conditions.
 */
final class AnyPrices {

  /** Each kind, and the count that holds it. */
  static final List<OtherKind> KINDS =
      List.of(
          kind("input_audio_tokens", Within.PROMPT, Rate.OF_ITS_OWN),
          kind("input_image_tokens", Within.PROMPT, Rate.AS_TEXT),
          kind("input_video_tokens", Within.PROMPT, Rate.AS_TEXT),
          kind("input_document_tokens", Within.PROMPT, Rate.AS_TEXT),
          kind("cache_read_audio_tokens", Within.CACHE_READ, Rate.OF_ITS_OWN),
          kind("cache_read_image_tokens", Within.CACHE_READ, Rate.AS_TEXT),
          kind("cache_write_12h_tokens", Within.CACHE_CREATION, Rate.OF_ITS_OWN),
          kind("reasoning_tokens", Within.COMPLETION, Rate.AS_TEXT),
          kind("output_audio_tokens", Within.COMPLETION, Rate.OF_ITS_OWN),
          kind("output_image_tokens", Within.COMPLETION, Rate.OF_ITS_OWN),
          kind("web_search_requests", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("search_units", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("images", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("input_audio_seconds", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("characters", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("pages_processed", Within.NOTHING, Rate.OF_ITS_OWN),
          kind("num_sessions", Within.NOTHING, Rate.OF_ITS_OWN));

  private static final List<String> WAYS =
      List.of("service_tier_batch", "service_tier_flex", "speed_fast", "inference_geo_us");

  private static final List<String> ZONES = List.of("Z", "Asia/Shanghai", "America/New_York");

  private static final Arbitrary<BigDecimal> RATES =
      Arbitraries.of("0", "0.5", "0.000003", "2", "0.0125").map(BigDecimal::new);

  private static final Arbitrary<Long> COUNTS = Arbitraries.longs().between(0, 40);

  private AnyPrices() {}

  private static OtherKind kind(String name, Within within, Rate rate) {
    return new OtherKind(name, 0, within, rate);
  }

  static Arbitrary<RecordedUsage> usages() {
    Arbitrary<List<Long>> four = COUNTS.list().ofSize(6);
    Arbitrary<List<Long>> kinds =
        Arbitraries.oneOf(Arbitraries.just(0L), COUNTS).list().ofSize(KINDS.size());
    Arbitrary<Set<String>> ways = some(WAYS);
    return Combinators.combine(four, kinds, ways).as(AnyPrices::usage);
  }

  private static RecordedUsage usage(List<Long> four, List<Long> counts, Set<String> ways) {
    RecordedUsage.Builder usage = RecordedUsage.builder().requests(1 + four.get(0) % 2);
    long read = four.get(3) + within(Within.CACHE_READ, counts);
    long write = four.get(4) + four.get(5) + within(Within.CACHE_CREATION, counts);
    usage.promptTokens(four.get(1) + read + write + within(Within.PROMPT, counts));
    usage.completionTokens(four.get(2) + within(Within.COMPLETION, counts));
    usage.cacheReadInputTokens(read).cacheCreationInputTokens(write);
    usage.cacheCreation1hInputTokens(four.get(5));
    for (int i = 0; i < counts.size(); i++) {
      OtherKind kind = KINDS.get(i);
      usage.addOtherKinds(new OtherKind(kind.kind(), counts.get(i), kind.within(), kind.rate()));
    }
    ways.forEach(way -> usage.addOtherKinds(OtherKind.servedAs(way)));
    return usage.build();
  }

  private static long within(Within count, List<Long> counts) {
    long sum = 0;
    for (int i = 0; i < counts.size(); i++) {
      sum += KINDS.get(i).within() == count ? counts.get(i) : 0;
    }
    return sum;
  }

  static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, 14 * 24 * 60)
        .map(minutes -> Instant.parse("2026-03-02T00:00:00Z").plusSeconds(60 * minutes));
  }

  static Arbitrary<PriceRow> rows() {
    return Combinators.combine(rates(), variants().list().ofMaxSize(5))
        .as(
            (rates, variants) ->
                PriceRow.builder()
                    .id("r")
                    .llmId("m")
                    .effectiveDate(Instant.EPOCH)
                    .promptTokenCost(rates.promptTokenCost())
                    .completionTokenCost(rates.completionTokenCost())
                    .cacheReadInputTokenCost(rates.cacheReadInputTokenCost())
                    .cacheCreationInputTokenCost(rates.cacheCreationInputTokenCost())
                    .cacheCreation1hInputTokenCost(rates.cacheCreation1hInputTokenCost())
                    .otherRates(rates.otherRates())
                    .withoutRate(rates.withoutRate())
                    .variants(variants)
                    .build());
  }

  /** {@return rates, as a variant without conditions} */
  private static Arbitrary<PriceVariant> rates() {
    List<String> names = new ArrayList<>(KINDS.stream().map(OtherKind::kind).toList());
    names.add(OtherKind.REQUESTS);
    Arbitrary<Map<String, BigDecimal>> others =
        Arbitraries.maps(Arbitraries.of(names), RATES).ofMaxSize(names.size());
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of("prompt_tokens", "completion_tokens", "cache_read_input_tokens"));
    Arbitrary<Set<String>> without = Arbitraries.of(all).set().ofMaxSize(2);
    return Combinators.combine(
            RATES, RATES, RATES.injectNull(0.4).list().ofSize(3), others, without)
        .as(
            (prompt, completion, caches, kinds, none) ->
                PriceVariant.builder()
                    .promptTokenCost(prompt)
                    .completionTokenCost(completion)
                    .cacheReadInputTokenCost(caches.get(0))
                    .cacheCreationInputTokenCost(caches.get(1))
                    .cacheCreation1hInputTokenCost(caches.get(2))
                    .otherRates(kinds)
                    .withoutRate(none)
                    .build());
  }

  /** {@return rates under conditions, often several} */
  static Arbitrary<PriceVariant> variants() {
    Arbitrary<Long> above = Arbitraries.of(0L, 0L, 10L, 60L, 200L);
    Arbitrary<Integer> hours = Arbitraries.integers().between(0, 23).injectNull(0.5);
    Arbitrary<Set<DayOfWeek>> days =
        Arbitraries.oneOf(
            Arbitraries.just(Set.of()), Arbitraries.of(DayOfWeek.class).set().ofMaxSize(4));
    return Combinators.combine(
            rates(),
            above,
            Arbitraries.of(true, false),
            hours,
            days,
            some(WAYS),
            Arbitraries.of(ZONES))
        .as(
            (rates, tokens, marginal, from, weekdays, ways, zone) -> {
              PriceVariant.Builder variant = PriceVariant.builder().from(rates);
              variant.abovePromptTokens(tokens).marginal(marginal && tokens > 0);
              if (from != null) {
                variant
                    .hoursFrom(LocalTime.of(from, 0))
                    .hoursUntil(LocalTime.of((from + 9) % 24, 30));
                variant.hoursZone(ZoneId.of(zone));
              }
              variant
                  .weekdays(weekdays)
                  .weekdayZone(zone.equals("Z") ? ZoneOffset.UTC : ZoneId.of(zone));
              return variant.servedAs(ways).build();
            });
  }

  /** {@return mostly none of them, else some} */
  private static Arbitrary<Set<String>> some(List<String> names) {
    Arbitrary<Set<String>> any = Arbitraries.of(names).set().ofMinSize(1).ofMaxSize(2);
    return Arbitraries.oneOf(Arbitraries.just(Set.of()), any);
  }
}
