package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * Forests of calls in several traces and projects, with everything that can be odd about them, and
 * prices for them at several dates and levels, all in USD.
 */
public final class Forests {

  private record Trace(String prefix, @Nullable String project, @Nullable String trace) {}

  /** What a call is grown from; the numbers choose its id and its parent. */
  private record Seed(
      Trace trace,
      Tuple3<Integer, Integer, Integer> numbers,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable Object usage) {}

  /** Most calls stand in one trace, so that they find their parents. */
  private static final Arbitrary<Trace> TRACES =
      Arbitraries.frequency(
          Tuple.of(12, new Trace("a", "p", "t1")),
          Tuple.of(2, new Trace("b", "p", "t2")),
          Tuple.of(3, new Trace("c", "p", null)),
          Tuple.of(2, new Trace("d", "q", "t1")),
          Tuple.of(1, new Trace("e", null, null)));

  /** Before, between and at the dates of the prices. */
  private static final Arbitrary<Instant> STARTS =
      moments("2023-12-31", "2024-01-01", "2024-01-15", "2024-02-01", "2024-03-15").injectNull(0.1);

  private static final Arbitrary<Instant> ENDS =
      moments("2024-04-01", "2024-04-02").injectNull(0.3);

  private static final Arbitrary<Instant> EFFECTIVE =
      moments("2024-01-01", "2024-02-01", "2024-03-01");

  private static final Arbitrary<BigDecimal> RATES =
      Arbitraries.of("0", "0.5", "0.000003", "2", "1e2").map(BigDecimal::new);

  /**
   * Calls, prices and options: what a report is made of.
   *
   * @param calls no two traces share an id, but a trace may have an id several times
   */
  public record Case(List<Call> calls, List<PriceRow> prices, TallyOptions options) {

    PriceTable table() {
      return PriceTable.of(prices);
    }

    public Tally tally() {
      return Tally.with(table()).with(options);
    }

    UsageReport report() {
      return tally().report(calls);
    }

    Case with(UsageScope scope) {
      return new Case(
          calls, prices, TallyOptions.builder().from(options).usageScope(scope).build());
    }

    /** {@return the case with usage and prices of more than four kinds of tokens} */
    public Case withMoreThanFourRates() {
      TallyOptions.Builder more = TallyOptions.builder().from(options);
      List<PriceRow> rows = prices.stream().map(Forests::varied).toList();
      return new Case(calls, rows, more.usageFormat(RecordedFormat.INSTANCE).build());
    }

    public Case with(List<Call> others) {
      return new Case(others, prices, options);
    }

    Case plus(List<Call> others) {
      List<Call> more = new ArrayList<>(calls);
      more.addAll(others);
      return with(more);
    }
  }

  private Forests() {}

  public static Arbitrary<Case> cases() {
    return Combinators.combine(calls(""), prices(), options()).as(Case::new);
  }

  /** {@return cases in which one id may stand in several traces, as one call or as several} */
  public static Arbitrary<Case> sharingIds() {
    return cases().map(of -> of.with(of.calls().stream().map(Forests::withSharedIds).toList()));
  }

  private static Call withSharedIds(Call call) {
    String parent = call.parentId();
    return Call.builder()
        .from(call)
        .id(shared(call.id()))
        .parentId(parent == null || parent.isEmpty() ? parent : shared(parent))
        .build();
  }

  /** {@return an id of few: calls of one trace mostly keep ids of their own} */
  private static String shared(String id) {
    return "s" + id.substring(1);
  }

  /** {@return calls whose ids begin with the text} */
  public static Arbitrary<List<Call>> calls(String idsBegin) {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 999);
    return Combinators.combine(
            TRACES,
            Combinators.combine(any, any, any).as(Tuple::of),
            STARTS,
            ENDS,
            AnyUsage.usage().injectNull(0.1))
        .as(Seed::new)
        .list()
        .ofMinSize(3)
        .ofMaxSize(16)
        .map(seeds -> grown(idsBegin, seeds));
  }

  /** Gives calls their ids and parents: mostly new ids, and parents that are there. */
  private static List<Call> grown(String idsBegin, List<Seed> seeds) {
    List<Call> calls = new ArrayList<>();
    for (Seed seed : seeds) {
      int place = calls.size();
      boolean again = seed.numbers.get1() < 100;
      int id = again ? seed.numbers.get2() % seeds.size() : place;
      Call.Builder call = Call.builder();
      call.id(idsBegin + seed.trace.prefix + id);
      call.projectId(seed.trace.project).traceId(seed.trace.trace);
      call.parentId(parent(idsBegin, seed, place, seeds));
      call.startedAt(seed.start).endedAt(seed.end);
      call.exception(seed.numbers.get2() % 4 == 0 ? "broken" : null);
      calls.add(call.summary(seed.usage == null ? null : Map.of("usage", seed.usage)).build());
    }
    return calls;
  }

  private static @Nullable String parent(String idsBegin, Seed seed, int place, List<Seed> seeds) {
    int choice = seed.numbers.get3();
    String ours = idsBegin + seed.trace.prefix;
    if (choice < 100) {
      return choice < 50 ? null : "";
    }
    if (choice < 140) {
      return ours + "gone";
    }
    if (choice < 180) {
      int other = choice % seeds.size();
      return idsBegin + seeds.get(other).trace.prefix + other;
    }
    // Another call of the same trace: mostly one that comes before, else any, which makes cycles.
    List<Integer> others = new ArrayList<>();
    int end = choice < 400 ? seeds.size() : place;
    for (int i = 0; i < end; i++) {
      if (seeds.get(i).trace.equals(seed.trace)) {
        others.add(i);
      }
    }
    return others.isEmpty() ? null : ours + others.get(choice % others.size());
  }

  private static Arbitrary<List<PriceRow>> prices() {
    return row().list().ofMaxSize(12).map(Forests::numbered);
  }

  private static List<PriceRow> numbered(List<PriceRow> rows) {
    List<PriceRow> numbered = new ArrayList<>();
    for (PriceRow row : rows) {
      numbered.add(PriceRow.builder().from(row).id("r" + numbered.size()).build());
    }
    return numbered;
  }

  private static Arbitrary<PriceRow> row() {
    Arbitrary<Tuple.Tuple2<String, String>> levels =
        Arbitraries.of(
            Tuple.of("default", "default"),
            Tuple.of("default", "default"),
            Tuple.of("project", "p"),
            Tuple.of("project", "q"),
            Tuple.of("org", "p"),
            Tuple.of("default", "p"));
    Arbitrary<Instant> created = moments("2024-05-01", "2024-05-02").injectNull(0.4);
    Arbitrary<String> providers = Arbitraries.of("openai", "default").injectNull(0.3);
    return Combinators.combine(
            levels,
            Arbitraries.of(AnyUsage.MODELS),
            EFFECTIVE,
            Combinators.combine(created, providers).as(Tuple::of),
            Combinators.combine(RATES, RATES).as(Tuple::of),
            Combinators.combine(RATES.injectNull(0.4), RATES.injectNull(0.4)).as(Tuple::of))
        .as(
            (level, model, effective, made, rates, cacheRates) -> {
              PriceRow.Builder row = PriceRow.builder().id("r").llmId(model);
              row.pricingLevel(level.get1()).pricingLevelId(level.get2()).effectiveDate(effective);
              row.createdAt(made.get1()).providerId(made.get2());
              row.promptTokenCost(rates.get1()).completionTokenCost(rates.get2());
              row.cacheReadInputTokenCost(cacheRates.get1());
              row.cacheCreationInputTokenCost(cacheRates.get2());
              row.cacheReadCostUnwritten(isZero(cacheRates.get1()));
              row.cacheCreationCostUnwritten(isZero(cacheRates.get2()));
              return row.build();
            });
  }

  /**
   * {@return the row with kinds, and with variants that depend on its id: tiers, hours, days, ways
   * of serving, marginal rates}
   */
  private static PriceRow varied(PriceRow row) {
    boolean even = row.id().hashCode() % 2 == 0;
    PriceVariant.Builder tier = PriceVariant.builder().abovePromptTokens(even ? 20 : 45);
    tier.promptTokenCost(new BigDecimal("7")).completionTokenCost(new BigDecimal("0.07"));
    PriceVariant.Builder hours = PriceVariant.builder();
    hours.hoursFrom(LocalTime.of(23, 0)).hoursUntil(LocalTime.of(1, 0));
    hours.promptTokenCost(new BigDecimal("11")).completionTokenCost(BigDecimal.ONE);
    PriceRow.Builder varied = PriceRow.builder().from(row);
    if (even) {
      varied.cacheCreation1hInputTokenCost(new BigDecimal("3"));
      tier.cacheCreation1hInputTokenCost(new BigDecimal("13"));
      tier.putOtherRates("speech", new BigDecimal("0.3"));
      varied.putOtherRates("speech", new BigDecimal("0.2"));
      varied.putOtherRates("searches", new BigDecimal("100"));
      varied.putOtherRates("thoughts", new BigDecimal("5"));
      varied.addVariants(hours.build());
    } else {
      varied.putOtherRates("images", new BigDecimal("0.9"));
      varied.addWithoutRate("cache_read_input_tokens");
      varied.putOtherRates("requests", new BigDecimal("17"));
      varied.addVariants(
          PriceVariant.builder()
              .addServedAs("service_tier_batch")
              .promptTokenCost(new BigDecimal("0.25"))
              .completionTokenCost(BigDecimal.ZERO)
              .addWithoutRate("completion_tokens")
              .build(),
          PriceVariant.builder()
              .abovePromptTokens(10)
              .marginal(true)
              .promptTokenCost(new BigDecimal("0.125"))
              .completionTokenCost(new BigDecimal("0.625"))
              .addWeekdays(DayOfWeek.MONDAY, DayOfWeek.THURSDAY)
              .weekdayZone(ZoneId.of("Asia/Shanghai"))
              .build());
    }
    return varied.addVariants(tier.build()).build();
  }

  private static boolean isZero(@Nullable BigDecimal rate) {
    return rate != null && rate.signum() == 0;
  }

  private static Arbitrary<TallyOptions> options() {
    return Combinators.combine(
            Arbitraries.of(UsageScope.class),
            Arbitraries.of(CacheConvention.class),
            Arbitraries.of(BeforeFirstPrice.class),
            Arbitraries.of("openai").injectNull(0.7),
            Arbitraries.of(true, true, true, false))
        .as(
            (scope, convention, early, provider, costs) ->
                TallyOptions.builder()
                    .usageScope(scope)
                    .cacheConvention(convention)
                    .beforeFirstPrice(early)
                    .providerId(provider)
                    .includeCosts(costs)
                    .build());
  }

  private static Arbitrary<Instant> moments(String... dates) {
    return Arbitraries.of(dates).map(date -> Instant.parse(date + "T00:00:00Z"));
  }
}
