package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.providers.ModelEstimate;
import io.tokentally.providers.TokenRange;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Unpriced;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes what a call will cost on several models as JSON, exactly. */
public final class EstimateJson {
  private EstimateJson() {}

  public static void write(List<ModelEstimate> estimates, Sink to) throws IOException {
    try (JsonGenerator json = JsonOutput.open(to)) {
      json.writeStartArray();
      for (ModelEstimate estimate : estimates) {
        json.writeStartObject();
        json.writeStringField("model", estimate.model());
        json.writeBooleanField("complete", estimate.isComplete());
        write(json, "prompt_tokens", estimate.prompt());
        write(json, "output_tokens", estimate.output());
        write(json, "low", estimate.low(), estimate.lowItems());
        write(json, "high", estimate.high(), estimate.highItems());
        JsonOutput.writeTexts(json, "open", estimate.open());
        json.writeEndObject();
      }
      json.writeEndArray();
      JsonOutput.end(json);
    }
  }

  private static void write(JsonGenerator json, String name, TokenRange tokens) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("least", tokens.least());
    json.writeNumberField("most", tokens.most());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Cost cost, List<LineItem> items)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonOutput.writeAmount(json, "cost", cost.amount());
    json.writeObjectFieldStart("cost_by_unit");
    for (Map.Entry<String, BigDecimal> amount : cost.amounts().entrySet()) {
      json.writeNumberField(amount.getKey(), amount.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("items");
    for (LineItem item : items) {
      json.writeStartObject();
      json.writeStringField("kind", item.kind());
      json.writeNumberField("count", item.count());
      JsonOutput.writeAmount(json, "amount", item.amount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unpriced");
    for (Map.Entry<String, List<UnpricedReason>> each : cost.unpriced().entrySet()) {
      for (UnpricedReason reason : each.getValue()) {
        json.writeStartObject();
        json.writeStringField("model", each.getKey());
        json.writeStringField("kind", reason.kind().name());
        JsonOutput.writeText(json, "nearest", reason.nearest());
        json.writeStringField("text", Unpriced.reason(each.getKey(), reason));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
