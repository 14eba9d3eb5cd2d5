package io.tokentally.report.data;

import io.tokentally.providers.ModelEstimate;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what a call will cost on several models as CSV, a row for each model, exactly. */
public final class EstimateCsv {

  private static final List<String> COLUMNS =
      List.of(
          "model",
          "complete",
          "prompt_tokens_least",
          "prompt_tokens_most",
          "output_tokens_least",
          "output_tokens_most",
          "low_cost",
          "high_cost",
          "unit",
          "open");

  private EstimateCsv() {}

  public static void write(List<ModelEstimate> estimates, Sink to) throws IOException {
    try (CsvOutput csv = CsvOutput.open(COLUMNS, to)) {
      for (ModelEstimate estimate : estimates) {
        csv.write(row(estimate));
      }
    }
    to.out().flush();
  }

  private static List<@Nullable Object> row(ModelEstimate estimate) {
    TreeSet<String> units = new TreeSet<>(estimate.low().amounts().keySet());
    units.addAll(estimate.high().amounts().keySet());
    List<@Nullable Object> row = new ArrayList<>();
    row.add(estimate.model());
    row.add(estimate.isComplete());
    row.add(estimate.prompt().least());
    row.add(estimate.prompt().most());
    row.add(estimate.output().least());
    row.add(estimate.output().most());
    row.add(estimate.low().amount());
    row.add(estimate.high().amount());
    row.add(units.size() == 1 ? units.first() : null);
    row.add(String.join("; ", estimate.open()));
    return row;
  }
}
