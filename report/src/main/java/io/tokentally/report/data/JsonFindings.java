package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ImpossibleRate;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.report.text.Unpriced;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a report found besides usage and cost, as JSON lists. */
final class JsonFindings {

  private JsonFindings() {}

  static void writeUnpriced(JsonGenerator json, String name, List<UnpricedModel> models)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (UnpricedModel model : models) {
      json.writeStartObject();
      json.writeStringField("model", model.model());
      JsonOutput.writeTexts(json, "call_ids", model.callIds());
      json.writeFieldName("total_tokens");
      json.writeNumber(model.totalTokens());
      json.writeNumberField("call_count", model.callCount());
      json.writeArrayFieldStart("reasons");
      for (UnpricedReason reason : model.reasons()) {
        json.writeStartObject();
        json.writeStringField("kind", reason.kind().name());
        JsonOutput.writeText(json, "nearest", reason.nearest());
        JsonOutput.writeText(json, "detail", reason.detail());
        json.writeStringField("text", Unpriced.reason(model.model(), reason));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeKinds(JsonGenerator json, String name, List<UnpricedKind> kinds)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (UnpricedKind kind : kinds) {
      json.writeStartObject();
      json.writeStringField("call_id", kind.callId());
      json.writeStringField("model", kind.model());
      json.writeStringField("kind", kind.kind());
      json.writeNumberField("count", kind.count());
      json.writeStringField("reason", kind.reason().kind().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeRates(JsonGenerator json, List<ImpossibleRate> rates) throws IOException {
    json.writeArrayFieldStart("impossible_rates");
    for (ImpossibleRate rate : rates) {
      json.writeStartObject();
      json.writeStringField("model", rate.model());
      json.writeStringField("row_id", rate.row().id());
      json.writeStringField("rate", rate.rate());
      json.writeNumberField("amount", rate.amount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeMatches(JsonGenerator json, List<PricedModel> models) throws IOException {
    json.writeArrayFieldStart("priced_models");
    for (PricedModel model : models) {
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

  static void writeAnomalies(JsonGenerator json, List<Anomaly> anomalies) throws IOException {
    json.writeArrayFieldStart("anomalies");
    for (Anomaly anomaly : anomalies) {
      json.writeStartObject();
      json.writeStringField("kind", anomaly.kind().name());
      JsonOutput.writeTexts(json, "call_ids", anomaly.callIds());
      JsonOutput.writeText(json, "model", anomaly.model());
      JsonOutput.writeText(json, "field", anomaly.field());
      JsonOutput.writeText(
          json, "reason", anomaly.reason() == null ? null : anomaly.reason().name());
      JsonOutput.writeText(json, "value", anomaly.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeDecisions(JsonGenerator json, List<ScopeDecision> decisions) throws IOException {
    json.writeArrayFieldStart("scope_decisions");
    for (ScopeDecision decision : decisions) {
      json.writeStartObject();
      json.writeStringField("kind", decision.kind().name());
      json.writeStringField("call_id", decision.callId());
      JsonOutput.writeText(
          json, "reason", decision.reason() == null ? null : decision.reason().name());
      JsonOutput.writeText(json, "operation", decision.operation());
      writeCounts(json, "own", decision.own());
      writeCounts(json, "below", decision.below());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCounts(JsonGenerator json, String name, LLMAggregatedUsage usage)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (UsageCount count : UsageCount.values()) {
      json.writeNumberField(count.wireName(), count.of(usage));
    }
    json.writeEndObject();
  }

  static void writeNotes(JsonGenerator json, List<UsageNote> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (UsageNote note : notes) {
      json.writeStartObject();
      json.writeStringField("kind", note.kind().name());
      json.writeStringField("call_id", note.callId());
      json.writeStringField("model", note.model());
      JsonOutput.writeText(json, "field", note.field());
      JsonOutput.writeText(json, "value", note.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes how many findings the lists leave out. */
  static void writeLeftOut(JsonGenerator json, LeftOut leftOut) throws IOException {
    json.writeObjectFieldStart("left_out");
    writeCounts(json, "anomalies", leftOut.anomalies());
    writeCounts(json, "notes", leftOut.notes());
    writeCounts(json, "scope_decisions", leftOut.scopeDecisions());
    json.writeNumberField("unrecognised", leftOut.unrecognised());
    json.writeNumberField("unpriced_kinds", leftOut.unpricedKinds());
    json.writeEndObject();
  }

  private static void writeCounts(
      JsonGenerator json, String name, Map<? extends Enum<?>, Long> counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<? extends Enum<?>, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey().name(), count.getValue());
    }
    json.writeEndObject();
  }

  static void writeUnrecognised(JsonGenerator json, List<UnrecognisedUsage> entries)
      throws IOException {
    json.writeArrayFieldStart("unrecognised");
    for (UnrecognisedUsage entry : entries) {
      json.writeStartObject();
      json.writeStringField("call_id", entry.callId());
      json.writeStringField("model", entry.model());
      JsonOutput.writeTexts(json, "fields", entry.fields());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
