package io.tokentally.aggregation;

import io.tokentally.aggregation.operations.CostCreateInput;
import io.tokentally.aggregation.operations.CostCreateReq;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prices from a file: a body of {@code /cost/create}, or its {@code costs} object alone. */
final class PriceFile {

  /** Before every date that can be written. */
  private static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

  private PriceFile() {}

  static List<PriceRow> parse(String json) {
    List<PriceRow> rows = new ArrayList<>();
    CostCreateReq.parseCosts(json).forEach((model, input) -> rows.add(row(model, input)));
    return rows;
  }

  private static PriceRow row(String model, CostCreateInput input) {
    PriceRow.Builder row =
        PriceRow.builder()
            .id(model)
            .llmId(model)
            .providerId(input.providerId())
            .effectiveDate(
                input.effectiveDate() == null ? BEGINNING_OF_TIME : input.effectiveDate())
            .promptTokenCost(input.promptTokenCost())
            .completionTokenCost(input.completionTokenCost())
            .cacheReadInputTokenCost(input.cacheReadInputTokenCost())
            .cacheCreationInputTokenCost(input.cacheCreationInputTokenCost());
    if (input.promptTokenCostUnit() != null) {
      row.promptTokenCostUnit(input.promptTokenCostUnit());
    }
    if (input.completionTokenCostUnit() != null) {
      row.completionTokenCostUnit(input.completionTokenCostUnit());
    }
    return row.build();
  }
}
