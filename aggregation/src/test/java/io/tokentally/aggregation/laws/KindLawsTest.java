package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of costs whatever the kinds of usage, rates and conditions: rules 62 to 64. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class KindLawsTest {

  private static final BigDecimal SOME = new BigDecimal("0.75");

  @Property
  void theLinesAddUpToTheCostToTheDigit(
      @ForAll("usages") RecordedUsage usage,
      @ForAll("rows") PriceRow row,
      @ForAll("times") Instant at) {
    UsageReport report = report(usage, row, at);
    BigDecimal sum = BigDecimal.ZERO;
    boolean open = false;
    for (LineItem line : report.explainTotals("m").items()) {
      BigDecimal amount = line.amount();
      sum = amount == null ? sum : sum.add(amount);
      open |= amount == null;
    }
    Cost cost = report.cost();
    assertThat(cost.amounts().getOrDefault("USD", BigDecimal.ZERO)).isEqualByComparingTo(sum);
    assertThat(cost.isComplete()).isEqualTo(!open && report.unpricedKinds().isEmpty());
    LLMAggregatedUsage total = report.totals().get("m");
    if (total != null) {
      assertThat(total.totalCost() == null).isEqualTo(!cost.isComplete());
    }
  }

  /** Each kind has the count that was recorded and the cost of its lines. */
  @Property
  void kindsAreThoseOfTheLines(
      @ForAll("usages") RecordedUsage usage,
      @ForAll("rows") PriceRow row,
      @ForAll("times") Instant at) {
    UsageReport report = report(usage, row, at);
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<String, @Nullable BigDecimal> costs = new LinkedHashMap<>();
    for (LineItem line : report.explainTotals("m").items()) {
      BigDecimal amount = line.amount();
      BigDecimal before = costs.getOrDefault(line.kind(), BigDecimal.ZERO);
      counts.merge(line.kind(), line.count(), Long::sum);
      costs.put(line.kind(), amount == null || before == null ? null : before.add(amount));
    }
    LLMAggregatedUsage total = report.totals().get("m");
    if (total == null) {
      return;
    }
    for (OtherKind kind : usage.otherKinds()) {
      if (kind.count() > 0 && kind.within() != OtherKind.Within.EVERYTHING) {
        assertThat(total.kinds()).containsKey(kind.kind());
        assertThat(total.kinds().get(kind.kind()).count()).isEqualTo(kind.count());
      }
    }
    total
        .kinds()
        .forEach(
            (kind, each) -> {
              BigDecimal cost = costs.get(kind);
              assertThat(each.count()).isEqualTo(counts.get(kind));
              assertThat(each.cost() == null).as(kind).isEqualTo(cost == null);
              if (cost != null) {
                assertThat(each.cost()).isEqualByComparingTo(cost);
              }
            });
  }

  @Property
  void pricingTwiceIsPricingOnce(
      @ForAll("usages") RecordedUsage usage,
      @ForAll("rows") PriceRow first,
      @ForAll("rows") PriceRow last,
      @ForAll("times") Instant at) {
    UsageReport twice = report(usage, first, at).repriced(PriceTable.of(List.of(last)));
    UsageReport once = report(usage, last, at);
    assertThat(twice.totals()).isEqualTo(once.totals());
    assertThat(twice.cost()).isEqualTo(once.cost());
    assertThat(twice.unpricedKinds()).isEqualTo(once.unpricedKinds());
    assertThat(twice.explainTotals("m")).isEqualTo(once.explainTotals("m"));
  }

  /** With rates for all that has none, nothing else costs less. */
  @Property
  void thePricedPartIsNeverAboveTheWhole(
      @ForAll("usages") RecordedUsage usage,
      @ForAll("rows") PriceRow row,
      @ForAll("times") Instant at) {
    Set<String> open = new HashSet<>();
    UsageReport report = report(usage, row, at);
    report.unpricedKinds().forEach(kind -> open.add(kind.kind()));
    BigDecimal part = report.cost().amounts().getOrDefault("USD", BigDecimal.ZERO);
    BigDecimal whole = report(usage, filled(row, open), at).cost().amounts().get("USD");
    assertThat(part.signum()).isNotNegative();
    if (whole != null) {
      assertThat(whole).isGreaterThanOrEqualTo(part);
    } else {
      assertThat(part).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }

  private static PriceRow filled(PriceRow row, Set<String> open) {
    List<PriceVariant> variants = new ArrayList<>();
    for (PriceVariant each : row.variants()) {
      variants.add(
          PriceVariant.builder()
              .from(each)
              .otherRates(rates(each, open))
              .withoutRate(without(each, open))
              .cacheCreation1hInputTokenCost(hour(each, open))
              .build());
    }
    return PriceRow.builder()
        .from(row)
        .otherRates(rates(row, open))
        .withoutRate(without(row, open))
        .cacheCreation1hInputTokenCost(hour(row, open))
        .variants(variants)
        .build();
  }

  private static Map<String, BigDecimal> rates(TokenRates rates, Set<String> open) {
    Map<String, BigDecimal> filled = new LinkedHashMap<>(rates.otherRates());
    for (OtherKind kind : AnyPrices.KINDS) {
      if (open.contains(kind.kind())) {
        filled.putIfAbsent(kind.kind(), SOME);
      }
    }
    return filled;
  }

  private static Set<String> without(TokenRates rates, Set<String> open) {
    Set<String> without = new HashSet<>(rates.withoutRate());
    without.removeAll(open);
    return without;
  }

  private static @Nullable BigDecimal hour(TokenRates rates, Set<String> open) {
    BigDecimal rate = rates.cacheCreation1hInputTokenCost();
    return rate == null && open.contains(UnpricedKind.CACHE_CREATION_1H) ? SOME : rate;
  }

  @Property
  void aConditionThatDoesNotHoldChangesNothing(
      @ForAll("usages") RecordedUsage usage,
      @ForAll("rows") PriceRow row,
      @ForAll("variants") PriceVariant more,
      @ForAll("times") Instant at) {
    Set<String> served = new HashSet<>();
    usage.otherKinds().stream()
        .filter(kind -> kind.within() == OtherKind.Within.EVERYTHING)
        .forEach(kind -> served.add(kind.kind()));
    if (more.appliesTo(usage.promptTokens(), at, served)) {
      return;
    }
    List<PriceVariant> first = new ArrayList<>(List.of(more));
    first.addAll(row.variants());
    UsageReport before = report(usage, row, at);
    for (PriceRow added :
        List.of(
            PriceRow.builder().from(row).addVariants(more).build(),
            PriceRow.builder().from(row).variants(first).build())) {
      UsageReport after = report(usage, added, at);
      assertThat(after.totals()).isEqualTo(before.totals());
      assertThat(after.cost()).isEqualTo(before.cost());
      assertThat(after.unpricedKinds()).isEqualTo(before.unpricedKinds());
      assertThat(after.notes()).isEqualTo(before.notes());
    }
  }

  private static UsageReport report(RecordedUsage usage, PriceRow row, Instant at) {
    OneUsage call = new OneUsage("m", usage, null, at);
    return Tally.with(PriceTable.of(List.of(row))).report(List.of(call));
  }

  @Provide
  Arbitrary<RecordedUsage> usages() {
    return AnyPrices.usages();
  }

  @Provide
  Arbitrary<PriceRow> rows() {
    return AnyPrices.rows();
  }

  @Provide
  Arbitrary<PriceVariant> variants() {
    return AnyPrices.variants();
  }

  @Provide
  Arbitrary<Instant> times() {
    return AnyPrices.times();
  }
}
