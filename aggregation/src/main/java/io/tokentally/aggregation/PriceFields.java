package io.tokentally.aggregation;

import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.eval.PriceRowFields;

/** The columns of price rows: docs/weave.md section 3. */
final class PriceFields {

  static final FieldResolver<PriceRow> FIELDS =
      new PriceRowFields<>(
          ColumnResolver.<PriceRow>of("price rows")
              .text("id", PriceRow::id)
              .text("pricing_level", PriceRow::pricingLevel)
              .text("pricing_level_id", PriceRow::pricingLevelId)
              .text("provider_id", PriceRow::providerId)
              .text("llm_id", PriceRow::llmId)
              .date("effective_date", PriceRow::effectiveDate)
              .number("prompt_token_cost", PriceRow::promptTokenCost)
              .number("completion_token_cost", PriceRow::completionTokenCost)
              .number("cache_read_input_token_cost", PriceRow::cacheReadInputTokenCost)
              .number("cache_creation_input_token_cost", PriceRow::cacheCreationInputTokenCost)
              .text("prompt_token_cost_unit", PriceRow::promptTokenCostUnit)
              .text("completion_token_cost_unit", PriceRow::completionTokenCostUnit)
              .text("created_by", PriceRow::createdBy)
              .date("created_at", PriceRow::createdAt)
              .build());

  private PriceFields() {}
}
