package io.tokentally.benchmarks.data;

import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two prices a model: one from before the calls, one from a time among them. */
public final class Prices {

  /** The models that calls name. */
  public static final List<String> MODELS =
      List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large");

  private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant NEW = Traces.START.plusSeconds(5_000);

  private Prices() {}

  /** {@return the rows; cached tokens have rates of their own} */
  public static List<PriceRow> rows() {
    List<PriceRow> rows = new ArrayList<>();
    for (int i = 0; i < MODELS.size(); i++) {
      rows.add(row(MODELS.get(i), "old", OLD, 1_000 + 200 * i));
      rows.add(row(MODELS.get(i), "new", NEW, 900 + 150 * i));
    }
    return rows;
  }

  /** The prompt rate is in billionths of a dollar. */
  private static PriceRow row(String model, String name, Instant from, long promptRate) {
    PriceRow.Builder row = PriceRow.builder();
    row.id(model + " " + name)
        .llmId(model)
        .effectiveDate(from)
        .promptTokenCost(BigDecimal.valueOf(promptRate, 9))
        .completionTokenCost(BigDecimal.valueOf(promptRate * 4, 9))
        .cacheReadInputTokenCost(BigDecimal.valueOf(promptRate, 10))
        .cacheCreationInputTokenCost(BigDecimal.valueOf(promptRate * 125, 11));
    return row.build();
  }
}
