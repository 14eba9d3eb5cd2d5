package io.tokentally.operations;

import static io.tokentally.value.Numbers.plainOrNull;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.Member;
import io.tokentally.json.Schema;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price of one model, to be created (docs/weave.md section 12, docs/semantics.md section 9).
 * Rates are exact, in a currency per token, and not below 0; equal rates are equal whatever scale
 * they were given with. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param promptTokenCost currency per prompt token that is not cached
 * @param completionTokenCost currency per completion token
 * @param cacheReadInputTokenCost currency per token read from a cache; null, if not written,
 *     becomes 0 in {@link Operations#costCreate}, and stands for the prompt rate in {@link
 *     io.tokentally.aggregation.PriceTable#parse}
 * @param cacheCreationInputTokenCost currency per token written to a cache; null likewise
 * @param promptTokenCostUnit the currency of prompt and cache rates; null for USD
 * @param completionTokenCostUnit the currency of the completion rate; null for USD
 * @param effectiveDate from when on the price is in effect; null for the time of creation
 * @param providerId the provider; null or empty for {@code default}
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostCreateInput(
    BigDecimal promptTokenCost,
    BigDecimal completionTokenCost,
    @Nullable BigDecimal cacheReadInputTokenCost,
    @Nullable BigDecimal cacheCreationInputTokenCost,
    @Nullable String promptTokenCostUnit,
    @Nullable String completionTokenCostUnit,
    @Nullable Instant effectiveDate,
    @Nullable String providerId) {

  private static final Member<CostCreateInput, BigDecimal> CACHE_READ =
      PriceColumns.CACHE_READ_INPUT_TOKEN_COST.of(CostCreateInput::cacheReadInputTokenCost);
  private static final Member<CostCreateInput, BigDecimal> CACHE_CREATION =
      PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST.of(CostCreateInput::cacheCreationInputTokenCost);
  private static final Member<CostCreateInput, String> PROMPT_UNIT =
      PriceColumns.PROMPT_TOKEN_COST_UNIT.of(CostCreateInput::promptTokenCostUnit);
  private static final Member<CostCreateInput, String> COMPLETION_UNIT =
      PriceColumns.COMPLETION_TOKEN_COST_UNIT.of(CostCreateInput::completionTokenCostUnit);
  private static final Member<CostCreateInput, Instant> EFFECTIVE_DATE =
      PriceColumns.EFFECTIVE_DATE.of(CostCreateInput::effectiveDate);
  private static final Member<CostCreateInput, String> PROVIDER =
      PriceColumns.PROVIDER_ID.of(CostCreateInput::providerId);

  static final Schema<CostCreateInput> SCHEMA =
      Schema.request(
          values ->
              new CostCreateInput(
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next()),
          PriceColumns.PROMPT_TOKEN_COST.of(CostCreateInput::promptTokenCost),
          PriceColumns.COMPLETION_TOKEN_COST.of(CostCreateInput::completionTokenCost),
          CACHE_READ,
          CACHE_CREATION,
          PROMPT_UNIT,
          COMPLETION_UNIT,
          EFFECTIVE_DATE,
          PROVIDER);

  public CostCreateInput {
    promptTokenCost = Numbers.plain(requireNonNull(promptTokenCost, "promptTokenCost"));
    completionTokenCost = Numbers.plain(requireNonNull(completionTokenCost, "completionTokenCost"));
    cacheReadInputTokenCost = plainOrNull(cacheReadInputTokenCost);
    cacheCreationInputTokenCost = plainOrNull(cacheCreationInputTokenCost);
  }

  /** {@return a price in USD that holds from its creation on, without rates for cached tokens} */
  public static CostCreateInput of(BigDecimal promptTokenCost, BigDecimal completionTokenCost) {
    return new CostCreateInput(
        promptTokenCost, completionTokenCost, null, null, null, null, null, null);
  }

  /** {@return the price with another rate of tokens read from a cache} */
  public CostCreateInput withCacheReadInputTokenCost(@Nullable BigDecimal rate) {
    return SCHEMA.with(this, CACHE_READ, rate);
  }

  /** {@return the price with another rate of tokens written to a cache} */
  public CostCreateInput withCacheCreationInputTokenCost(@Nullable BigDecimal rate) {
    return SCHEMA.with(this, CACHE_CREATION, rate);
  }

  /** {@return the price with another currency of prompt and cache rates} */
  public CostCreateInput withPromptTokenCostUnit(@Nullable String unit) {
    return SCHEMA.with(this, PROMPT_UNIT, unit);
  }

  /** {@return the price with another currency of the completion rate} */
  public CostCreateInput withCompletionTokenCostUnit(@Nullable String unit) {
    return SCHEMA.with(this, COMPLETION_UNIT, unit);
  }

  /** {@return the price from another date on} */
  public CostCreateInput withEffectiveDate(@Nullable Instant date) {
    return SCHEMA.with(this, EFFECTIVE_DATE, date);
  }

  /** {@return the price of another provider} */
  public CostCreateInput withProviderId(@Nullable String provider) {
    return SCHEMA.with(this, PROVIDER, provider);
  }
}
