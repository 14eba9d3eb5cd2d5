package io.tokentally.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tokentally.BadCallException;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TokentallyMapper;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a report as one JSON object. Every number is exact. */
final class JsonReport implements ReportWriter {

  private static final ObjectWriter VALUES =
      TokentallyMapper.create().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  @Override
  public void write(Report report, Streams streams) throws IOException {
    JsonGenerator json = VALUES.createGenerator(streams.out());
    json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.useDefaultPrettyPrinter();
    UsageReport usage = report.usage();
    json.writeStartObject();
    json.writeObjectFieldStart("call_usage");
    for (String id : usage.rootIds()) {
      writeUsage(json, id, usage.usage(id));
    }
    json.writeEndObject();
    writeUsage(json, "totals", usage.totals());
    writeMoney(json, usage);
    writeFindings(json, usage);
    writeTexts(json, "unfinished_call_ids", usage.unfinishedCallIds());
    writeSkipped(json, report.input().file().skipped());
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private static void writeUsage(
      JsonGenerator json, String name, Map<String, LLMAggregatedUsage> usage) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, LLMAggregatedUsage> ofModel : usage.entrySet()) {
      json.writeFieldName(ofModel.getKey());
      VALUES.writeValue(json, ofModel.getValue());
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

  private static void writeFindings(JsonGenerator json, UsageReport usage) throws IOException {
    json.writeArrayFieldStart("anomalies");
    for (Anomaly anomaly : usage.anomalies()) {
      json.writeStartObject();
      json.writeStringField("kind", anomaly.kind().name());
      writeTexts(json, "call_ids", anomaly.callIds());
      writeText(json, "model", anomaly.model());
      writeText(json, "field", anomaly.field());
      writeText(json, "reason", anomaly.reason() == null ? null : anomaly.reason().name());
      writeText(json, "value", anomaly.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (UsageNote note : usage.notes()) {
      json.writeStartObject();
      json.writeStringField("kind", note.kind().name());
      json.writeStringField("call_id", note.callId());
      json.writeStringField("model", note.model());
      writeText(json, "field", note.field());
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

  /** Leaves a text out that is not there. */
  private static void writeText(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }
}
