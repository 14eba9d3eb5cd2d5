package io.tokentally.operations;

import static io.tokentally.json.Member.nullable;
import static io.tokentally.json.ValueType.DATE;
import static io.tokentally.json.ValueType.DECIMAL;
import static io.tokentally.json.ValueType.TEXT;
import static io.tokentally.value.Numbers.plainOrNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the answer of {@code /cost/query}. A property is null if it was not asked for or the
 * row has none. Rates are exact, in a currency per token; equal rates are equal whatever scale they
 * were given with. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param id the id of the row
 * @param llmId the model
 * @param promptTokenCost currency per prompt token that is not cached
 * @param completionTokenCost currency per completion token
 * @param cacheReadInputTokenCost currency per token read from a cache; null also where that is the
 *     prompt rate
 * @param cacheCreationInputTokenCost currency per token written to a cache; null also where that is
 *     the prompt rate
 * @param promptTokenCostUnit the currency of prompt and cache rates
 * @param completionTokenCostUnit the currency of the completion rate
 * @param effectiveDate from when on the row is in effect
 * @param providerId the provider whose price it is
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostQueryOutput(
    @Nullable String id,
    @Nullable String llmId,
    @Nullable BigDecimal promptTokenCost,
    @Nullable BigDecimal completionTokenCost,
    @Nullable BigDecimal cacheReadInputTokenCost,
    @Nullable BigDecimal cacheCreationInputTokenCost,
    @Nullable String promptTokenCostUnit,
    @Nullable String completionTokenCostUnit,
    @Nullable Instant effectiveDate,
    @Nullable String providerId) {

  static final Schema<CostQueryOutput> SCHEMA =
      Schema.answer(
          values ->
              new CostQueryOutput(
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next()),
          nullable(PriceColumns.ID, TEXT, CostQueryOutput::id),
          nullable(PriceColumns.LLM_ID, TEXT, CostQueryOutput::llmId),
          nullable(
              PriceColumns.PROMPT_TOKEN_COST.name(), DECIMAL, CostQueryOutput::promptTokenCost),
          nullable(
              PriceColumns.COMPLETION_TOKEN_COST.name(),
              DECIMAL,
              CostQueryOutput::completionTokenCost),
          nullable(
              PriceColumns.CACHE_READ_INPUT_TOKEN_COST.name(),
              DECIMAL,
              CostQueryOutput::cacheReadInputTokenCost),
          nullable(
              PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST.name(),
              DECIMAL,
              CostQueryOutput::cacheCreationInputTokenCost),
          nullable(
              PriceColumns.PROMPT_TOKEN_COST_UNIT.name(),
              TEXT,
              CostQueryOutput::promptTokenCostUnit),
          nullable(
              PriceColumns.COMPLETION_TOKEN_COST_UNIT.name(),
              TEXT,
              CostQueryOutput::completionTokenCostUnit),
          nullable(PriceColumns.EFFECTIVE_DATE.name(), DATE, CostQueryOutput::effectiveDate),
          nullable(PriceColumns.PROVIDER_ID.name(), TEXT, CostQueryOutput::providerId));

  public CostQueryOutput {
    promptTokenCost = plainOrNull(promptTokenCost);
    completionTokenCost = plainOrNull(completionTokenCost);
    cacheReadInputTokenCost = plainOrNull(cacheReadInputTokenCost);
    cacheCreationInputTokenCost = plainOrNull(cacheCreationInputTokenCost);
  }
}
