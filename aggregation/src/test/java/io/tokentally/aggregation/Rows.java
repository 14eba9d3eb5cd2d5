package io.tokentally.aggregation;

import java.math.BigDecimal;
import java.time.Instant;

/** Price rows and variants in short, for what a line of {@link Given} does not say. */
final class Rows {

  private Rows() {}

  /** {@return a row of the model at the default level, from 2024 on; its id is the model} */
  static PriceRow.Builder row(String model, String prompt, String completion) {
    return PriceRow.builder()
        .id(model)
        .llmId(model)
        .effectiveDate(Instant.parse("2024-01-01T00:00:00Z"))
        .promptTokenCost(new BigDecimal(prompt))
        .completionTokenCost(new BigDecimal(completion));
  }

  static PriceVariant.Builder variant(String prompt, String completion) {
    return PriceVariant.builder()
        .promptTokenCost(new BigDecimal(prompt))
        .completionTokenCost(new BigDecimal(completion));
  }
}
