package io.tokentally.aggregation;

import static io.tokentally.aggregation.price.PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST;
import static io.tokentally.aggregation.price.PriceColumns.CACHE_READ_INPUT_TOKEN_COST;
import static io.tokentally.aggregation.price.PriceColumns.COMPLETION_TOKEN_COST;
import static io.tokentally.aggregation.price.PriceColumns.COMPLETION_TOKEN_COST_UNIT;
import static io.tokentally.aggregation.price.PriceColumns.CREATED_AT;
import static io.tokentally.aggregation.price.PriceColumns.CREATED_BY;
import static io.tokentally.aggregation.price.PriceColumns.EFFECTIVE_DATE;
import static io.tokentally.aggregation.price.PriceColumns.ID;
import static io.tokentally.aggregation.price.PriceColumns.LLM_ID;
import static io.tokentally.aggregation.price.PriceColumns.PRICING_LEVEL;
import static io.tokentally.aggregation.price.PriceColumns.PRICING_LEVEL_ID;
import static io.tokentally.aggregation.price.PriceColumns.PROMPT_TOKEN_COST;
import static io.tokentally.aggregation.price.PriceColumns.PROMPT_TOKEN_COST_UNIT;
import static io.tokentally.aggregation.price.PriceColumns.PROVIDER_ID;

import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.eval.PriceRowFields;

/** The columns of price rows: docs/weave.md section 3. */
final class PriceFields {

  static final FieldResolver<PriceRow> FIELDS =
      new PriceRowFields<>(
          ColumnResolver.<PriceRow>of("price rows")
              .text(ID, PriceRow::id)
              .text(PRICING_LEVEL, PriceRow::pricingLevel)
              .text(PRICING_LEVEL_ID, PriceRow::pricingLevelId)
              .text(PROVIDER_ID.name(), PriceRow::providerId)
              .text(LLM_ID, PriceRow::llmId)
              .date(EFFECTIVE_DATE.name(), PriceRow::effectiveDate)
              .number(PROMPT_TOKEN_COST.name(), PriceRow::promptTokenCost)
              .number(COMPLETION_TOKEN_COST.name(), PriceRow::completionTokenCost)
              .number(CACHE_READ_INPUT_TOKEN_COST.name(), PriceRow::cacheReadInputTokenCost)
              .number(CACHE_CREATION_INPUT_TOKEN_COST.name(), PriceRow::cacheCreationInputTokenCost)
              .text(PROMPT_TOKEN_COST_UNIT.name(), PriceRow::promptTokenCostUnit)
              .text(COMPLETION_TOKEN_COST_UNIT.name(), PriceRow::completionTokenCostUnit)
              .text(CREATED_BY, PriceRow::createdBy)
              .date(CREATED_AT, PriceRow::createdAt)
              .build());

  private PriceFields() {}
}
