package io.tokentally.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.BadCallException;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes a report as one JSON object. Every number is exact. */
final class JsonReport implements ReportWriter {

  @Override
  public void write(Report report, Streams streams) throws IOException {
    JsonGenerator json = JsonOutput.open(streams);
    UsageReport usage = report.usage();
    json.writeStartObject();
    json.writeBooleanField("complete", usage.isComplete());
    json.writeStringField("usage_format", report.usageFormat());
    json.writeStringField("prices", report.prices().description());
    json.writeObjectFieldStart("call_usage");
    for (String id : usage.rootIds()) {
      writeUsage(json, id, usage.usage(id));
    }
    json.writeEndObject();
    writeUsage(json, "totals", usage.totals());
    writeMoney(json, usage);
    writeKinds(json, usage);
    writeFindings(json, usage);
    writeTexts(json, "unfinished_call_ids", usage.unfinishedCallIds());
    writeSkipped(json, report.input().file().skipped());
    json.writeEndObject();
    JsonOutput.end(json);
  }

  private static void writeUsage(
      JsonGenerator json, String name, Map<String, LLMAggregatedUsage> usage) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, LLMAggregatedUsage> ofModel : usage.entrySet()) {
      json.writeFieldName(ofModel.getKey());
      JsonOutput.writeValue(json, ofModel.getValue());
    }
    json.writeEndObject();
  }

  private static void writeMoney(JsonGenerator json, UsageReport usage) throws IOException {
    json.writeObjectFieldStart("priced_cost_by_unit");
    for (Map.Entry<String, BigDecimal> cost : usage.pricedCostByUnit().entrySet()) {
      json.writeNumberField(cost.getKey(), cost.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("unit_by_model");
    for (Map.Entry<String, String> unit : usage.unitByModel().entrySet()) {
      json.writeStringField(unit.getKey(), unit.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("unpriced");
    for (UnpricedModel model : usage.unpricedModels()) {
      json.writeStartObject();
      json.writeStringField("model", model.model());
      writeTexts(json, "call_ids", model.callIds());
      json.writeFieldName("total_tokens");
      json.writeNumber(model.totalTokens());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeKinds(JsonGenerator json, UsageReport usage) throws IOException {
    json.writeArrayFieldStart("unpriced_kinds");
    for (UnpricedKind kind : usage.unpricedKinds()) {
      json.writeStartObject();
      json.writeStringField("call_id", kind.callId());
      json.writeStringField("model", kind.model());
      json.writeStringField("kind", kind.kind());
      json.writeNumberField("count", kind.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("priced_models");
    for (PricedModel model : usage.pricedModels()) {
      json.writeStartObject();
      json.writeStringField("model", model.model());
      JsonOutput.writeText(json, "provider", model.provider());
      json.writeStringField("priced_as", model.match().llmId());
      JsonOutput.writeText(json, "provider_id", model.match().providerId());
      json.writeStringField("rule", model.match().rule().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFindings(JsonGenerator json, UsageReport usage) throws IOException {
    json.writeArrayFieldStart("anomalies");
    for (Anomaly anomaly : usage.anomalies()) {
      json.writeStartObject();
      json.writeStringField("kind", anomaly.kind().name());
      writeTexts(json, "call_ids", anomaly.callIds());
      JsonOutput.writeText(json, "model", anomaly.model());
      JsonOutput.writeText(json, "field", anomaly.field());
      JsonOutput.writeText(
          json, "reason", anomaly.reason() == null ? null : anomaly.reason().name());
      JsonOutput.writeText(json, "value", anomaly.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (UsageNote note : usage.notes()) {
      json.writeStartObject();
      json.writeStringField("kind", note.kind().name());
      json.writeStringField("call_id", note.callId());
      json.writeStringField("model", note.model());
      JsonOutput.writeText(json, "field", note.field());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unrecognised");
    for (UnrecognisedUsage entry : usage.unrecognised()) {
      json.writeStartObject();
      json.writeStringField("call_id", entry.callId());
      json.writeStringField("model", entry.model());
      writeTexts(json, "fields", entry.fields());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSkipped(JsonGenerator json, SkippedRecords skipped) throws IOException {
    json.writeObjectFieldStart("skipped_records");
    json.writeNumberField("count", skipped.count());
    json.writeArrayFieldStart("first");
    for (BadCallException record : skipped.first()) {
      json.writeStartObject();
      json.writeNumberField("line", record.line());
      json.writeNumberField("column", record.column());
      json.writeStringField("message", Failure.firstFaults(record));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
