package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.ReportDiff;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Repricing;
import io.tokentally.report.Repricing.Line;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a repricing for programs: a record for each model, every number exact. */
public final class RepriceRecords {

  private static final List<String> COLUMNS =
      List.of(
          "model", "priced_as", "unit_before", "cost_before", "unit_after", "cost_after", "change");

  private final Repricing repricing;

  public RepriceRecords(Repricing repricing) {
    this.repricing = repricing;
  }

  private static List<@Nullable Object> row(Line line) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(line.model());
    row.add(line.pricedAs());
    row.add(line.unitBefore());
    row.add(line.costBefore());
    row.add(line.unitAfter());
    row.add(line.costAfter());
    row.add(line.change());
    return row;
  }

  public void writeJson(Sink to) throws IOException {
    UsageReport before = repricing.before();
    UsageReport after = repricing.after();
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartObject();
    boolean isAllRead = repricing.report().source().skipped().count() == 0;
    json.writeBooleanField("complete_before", isAllRead && before.isComplete());
    json.writeBooleanField("complete_after", isAllRead && after.isComplete());
    json.writeArrayFieldStart("models");
    for (Line line : repricing.lines()) {
      List<@Nullable Object> row = row(line);
      json.writeStartObject();
      for (int i = 0; i < COLUMNS.size(); i++) {
        json.writeFieldName(COLUMNS.get(i));
        JsonOutput.writeValue(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("priced_cost_change_by_unit");
    for (Map.Entry<String, BigDecimal> change :
        ReportDiff.between(before, after).pricedCostByUnit().entrySet()) {
      json.writeNumberField(change.getKey(), change.getValue());
    }
    json.writeEndObject();
    JsonFindings.writeUnpriced(json, "unpriced_after", after.unpricedModels());
    JsonFindings.writeKinds(json, "unpriced_kinds_after", after.unpricedKinds());
    json.writeEndObject();
    JsonOutput.end(json);
  }

  /** Writes the rows; what could not be priced goes to standard error. */
  public void writeCsv(Sink to) throws IOException {
    try (CsvOutput csv = CsvOutput.open(COLUMNS, to)) {
      for (Line line : repricing.lines()) {
        csv.write(row(line));
      }
    }
    to.out().flush();
    UsageReport after = repricing.after();
    FindingWarnings told = new FindingWarnings(to);
    told.tellUnpriced("models without a price then", after.unpricedModels());
    told.tell("kinds without a rate then", FindingGroup.ofKinds(after.unpricedKinds()));
  }
}
