package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.CostComparison;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes recorded costs beside ours for programs: a record for each model, every number exact. */
public final class CostDiffRecords {

  private static final List<String> COLUMNS =
      List.of(
          "model",
          "calls",
          "other_calls",
          "recorded",
          "recorded_unit",
          "ours",
          "our_unit",
          "difference");

  private final Report report;

  public CostDiffRecords(Report report) {
    this.report = report;
  }

  public void writeJson(List<CostComparison> comparisons, Sink to) throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartObject();
    json.writeBooleanField("complete", report.isComplete());
    json.writeArrayFieldStart("models");
    for (CostComparison each : comparisons) {
      List<@Nullable Object> row = row(each);
      json.writeStartObject();
      for (int i = 0; i < COLUMNS.size(); i++) {
        json.writeFieldName(COLUMNS.get(i));
        JsonOutput.writeValue(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    JsonOutput.end(json);
  }

  public void writeCsv(List<CostComparison> comparisons, Sink to) throws IOException {
    try (CsvOutput csv = CsvOutput.open(COLUMNS, to)) {
      for (CostComparison each : comparisons) {
        csv.write(row(each));
      }
    }
    to.out().flush();
  }

  private static List<@Nullable Object> row(CostComparison each) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(each.model());
    row.add(each.calls());
    row.add(each.otherCalls());
    row.add(each.recorded());
    row.add(each.recordedUnit());
    row.add(each.ours());
    row.add(each.ourUnit());
    row.add(each.difference());
    return row;
  }
}
