package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.CacheSavings;
import java.io.IOException;
import java.util.List;

/** Writes what caches saved, an object for each model that used one. */
final class CacheJson {

  private CacheJson() {}

  static void write(JsonGenerator json, List<CacheSavings> savings) throws IOException {
    json.writeArrayFieldStart("cache_savings");
    for (CacheSavings each : savings) {
      json.writeStartObject();
      json.writeStringField("model", each.model());
      JsonOutput.writeText(json, "unit", each.unit());
      json.writeNumberField("read_tokens", each.readTokens());
      JsonOutput.writeAmount(json, "saved", each.saved());
      json.writeNumberField("written_tokens", each.writtenTokens());
      JsonOutput.writeAmount(json, "extra", each.extra());
      JsonOutput.writeAmount(json, "net", each.net());
      json.writeArrayFieldStart("open");
      for (CacheSavings.Open open : each.open()) {
        json.writeStartObject();
        json.writeStringField("kind", open.kind());
        json.writeNumberField("tokens", open.tokens());
        json.writeStringField("reason", open.reason().name());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
