package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes for programs what costs are made of, a line item a record. Rates are per token. */
public final class CostRecords {

  private static final List<String> COLUMNS =
      List.of(
          "model",
          "call_id",
          "operation",
          "kind",
          "count",
          "rate",
          "unit",
          "amount",
          "price_row_id",
          "llm_id",
          "provider_id",
          "effective_date",
          "pricing_level",
          "pricing_level_id",
          "variant");

  private final Report report;
  private final List<ScopeDecision> decisions;

  /**
   * @param decisions which usage did not count, and which counted beside other usage; reported
   *     beside the records
   */
  public CostRecords(Report report, List<ScopeDecision> decisions) {
    this.report = report;
    this.decisions = decisions;
  }

  public void writeJson(List<CostExplanation> explanations, Sink to) throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartArray();
    for (CostExplanation explanation : explanations) {
      json.writeStartObject();
      json.writeStringField("model", explanation.model());
      JsonOutput.writeAmount(json, "cost", explanation.cost());
      JsonOutput.writeAmount(json, "priced_cost", explanation.pricedCost());
      JsonOutput.writeText(json, "unit", report.usage().unitByModel().get(explanation.model()));
      json.writeArrayFieldStart("items");
      for (LineItem item : explanation.items()) {
        json.writeStartObject();
        List<@Nullable Object> row = row(item);
        for (int i = 1; i < COLUMNS.size(); i++) {
          json.writeFieldName(COLUMNS.get(i));
          JsonOutput.writeValue(json, row.get(i));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonOutput.end(json);
    tellDecisions(to);
  }

  public void writeCsv(List<CostExplanation> explanations, Sink to) throws IOException {
    try (CsvOutput csv = CsvOutput.open(COLUMNS, to)) {
      for (CostExplanation explanation : explanations) {
        for (LineItem item : explanation.items()) {
          csv.write(row(item));
        }
      }
    }
    to.out().flush();
    tellDecisions(to);
  }

  private void tellDecisions(Sink to) {
    new FindingWarnings(to).tell("scope decisions", FindingGroup.ofDecisions(decisions));
  }

  private List<@Nullable Object> row(LineItem item) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(item.model());
    row.add(item.callId());
    row.add(report.source().name(item.callId()));
    row.add(item.kind());
    row.add(item.count());
    LineItem.Price price = item.price();
    if (price == null) {
      while (row.size() < COLUMNS.size()) {
        row.add(null);
      }
      return row;
    }
    row.add(price.rate());
    row.add(price.unit());
    row.add(item.amount());
    row.add(price.row().id());
    row.add(price.row().llmId());
    row.add(price.row().providerId());
    row.add(price.row().effectiveDate().toString());
    row.add(price.row().pricingLevel());
    row.add(price.row().pricingLevelId());
    row.add(price.variant() == null ? null : price.variant().label());
    return row;
  }
}
