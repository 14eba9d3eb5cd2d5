package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Costs are the exact products and sums of docs/semantics.md section 7, at any rate and any count.
 */
class CostsByHandTest {

  private static final Instant BEGUN = Instant.parse("2026-01-05T10:00:00Z");

  /** What one call recorded; the prompt includes both kinds of cached tokens. */
  record Tokens(long prompt, long completion, long cacheRead, long cacheCreation) {

    long uncached() {
      return prompt - cacheRead - cacheCreation;
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void costsAreExact(@ForAll("tokens") List<Tokens> tokens, @ForAll("rows") PriceRow row) {
    LLMAggregatedUsage usage =
        Tally.with(PriceTable.of(List.of(row)))
            .with(TallyOptions.builder().cacheConvention(CacheConvention.INCLUSIVE).build())
            .report(chain(tokens))
            .usage("c0")
            .get("m");

    BigDecimal prompt = row.promptTokenCost();
    BigDecimal read = or(row.cacheReadInputTokenCost(), prompt);
    BigDecimal creation = or(row.cacheCreationInputTokenCost(), prompt);
    assertThat(usage).isNotNull();
    assertThat(usage.promptTokensTotalCost())
        .isEqualByComparingTo(cost(tokens, Tokens::uncached, prompt));
    assertThat(usage.completionTokensTotalCost())
        .isEqualByComparingTo(cost(tokens, Tokens::completion, row.completionTokenCost()));
    assertThat(usage.cacheReadInputTokensTotalCost())
        .isEqualByComparingTo(cost(tokens, Tokens::cacheRead, read));
    assertThat(usage.cacheCreationInputTokensTotalCost())
        .isEqualByComparingTo(cost(tokens, Tokens::cacheCreation, creation));
    BigDecimal all =
        cost(tokens, Tokens::uncached, prompt)
            .add(cost(tokens, Tokens::completion, row.completionTokenCost()))
            .add(cost(tokens, Tokens::cacheRead, read))
            .add(cost(tokens, Tokens::cacheCreation, creation));
    assertThat(usage.totalCost()).isEqualByComparingTo(all);
  }

  private static BigDecimal cost(
      List<Tokens> tokens, java.util.function.ToLongFunction<Tokens> count, BigDecimal rate) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Tokens each : tokens) {
      sum = sum.add(BigDecimal.valueOf(count.applyAsLong(each)).multiply(rate));
    }
    return sum;
  }

  private static BigDecimal or(@Nullable BigDecimal rate, BigDecimal other) {
    return rate == null ? other : rate;
  }

  /** {@return calls of which each is below the one before} */
  private static List<Call> chain(List<Tokens> tokens) {
    List<Call> calls = new ArrayList<>();
    for (Tokens each : tokens) {
      int place = calls.size();
      Map<String, Object> entry =
          Map.of(
              "requests", 1L,
              "prompt_tokens", each.prompt,
              "completion_tokens", each.completion,
              "cache_read_input_tokens", each.cacheRead,
              "cache_creation_input_tokens", each.cacheCreation);
      Call.Builder call = Call.builder().id("c" + place).startedAt(BEGUN);
      call.parentId(place == 0 ? null : "c" + (place - 1));
      calls.add(call.summary(Map.of("usage", Map.of("m", entry))).build());
    }
    return calls;
  }

  @Provide
  Arbitrary<List<Tokens>> tokens() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 1L << 58);
    return Combinators.combine(counts, counts, counts, counts)
        .as(
            (uncached, completion, read, creation) ->
                new Tokens(uncached + read + creation, completion, read, creation))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<PriceRow> rows() {
    BigInteger large = BigInteger.TEN.pow(20);
    Arbitrary<BigDecimal> rates =
        Combinators.combine(
                Arbitraries.bigIntegers().between(BigInteger.ZERO, large),
                Arbitraries.integers().between(-5, 40))
            .as(BigDecimal::new);
    return Combinators.combine(rates, rates, rates.injectNull(0.3), rates.injectNull(0.3))
        .as(
            (prompt, completion, read, creation) -> {
              PriceRow.Builder row = PriceRow.builder().id("r").llmId("m").effectiveDate(BEGUN);
              row.pricingLevel("default").pricingLevelId("default");
              row.promptTokenCost(prompt).completionTokenCost(completion);
              row.cacheReadInputTokenCost(read).cacheCreationInputTokenCost(creation);
              return row.build();
            });
  }
}
