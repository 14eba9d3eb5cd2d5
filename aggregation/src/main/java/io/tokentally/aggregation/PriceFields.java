package io.tokentally.aggregation;

import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.FieldResolver;

/** The columns of price rows: WEAVE.md section 3. */
final class PriceFields {

  static final FieldResolver<PriceRow> FIELDS =
      ColumnResolver.<PriceRow>of("price rows")
          .plain("id", PriceRow::id)
          .plain("pricing_level", PriceRow::pricingLevel)
          .plain("pricing_level_id", PriceRow::pricingLevelId)
          .plain("provider_id", PriceRow::providerId)
          .plain("llm_id", PriceRow::llmId)
          .date("effective_date", PriceRow::effectiveDate)
          .plain("prompt_token_cost", PriceRow::promptTokenCost)
          .plain("completion_token_cost", PriceRow::completionTokenCost)
          .plain("cache_read_input_token_cost", PriceRow::cacheReadInputTokenCost)
          .plain("cache_creation_input_token_cost", PriceRow::cacheCreationInputTokenCost)
          .plain("prompt_token_cost_unit", PriceRow::promptTokenCostUnit)
          .plain("completion_token_cost_unit", PriceRow::completionTokenCostUnit)
          .plain("created_by", PriceRow::createdBy)
          .date("created_at", PriceRow::createdAt)
          .build();

  private PriceFields() {}
}
