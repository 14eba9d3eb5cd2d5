package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TokentallyMapper;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON for programs: indented, every number exact and in plain form. */
final class JsonOutput {

  private static final ObjectWriter VALUES =
      TokentallyMapper.create().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private JsonOutput() {}

  static JsonGenerator open(Sink to) throws IOException {
    JsonGenerator json = VALUES.createGenerator(to.out());
    json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.useDefaultPrettyPrinter();
    return json;
  }

  /** Ends the document with a line break. */
  static void end(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    json.flush();
  }

  /** Writes one of the library's values as the contract does. */
  static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    VALUES.writeValue(json, value);
  }

  /** Writes usage: the contract's members, other kinds, and the cost of it all. */
  static void writeUsage(JsonGenerator json, LLMAggregatedUsage usage) throws IOException {
    json.writeStartObject();
    for (UsageCount count : UsageCount.values()) {
      json.writeNumberField(count.wireName(), count.of(usage));
    }
    for (UsageCost cost : UsageCost.values()) {
      writeAmount(json, cost.wireName(), cost.of(usage));
    }
    if (!usage.otherCosts().isEmpty()) {
      json.writeObjectFieldStart("other_costs");
      for (Map.Entry<String, BigDecimal> cost : usage.otherCosts().entrySet()) {
        json.writeNumberField(cost.getKey(), cost.getValue());
      }
      json.writeEndObject();
      writeAmount(json, "total_cost", usage.totalCost());
    }
    if (!usage.kinds().isEmpty()) {
      json.writeObjectFieldStart("kinds");
      for (Map.Entry<String, KindUsage> kind : usage.kinds().entrySet()) {
        json.writeObjectFieldStart(kind.getKey());
        json.writeNumberField("count", kind.getValue().count());
        writeAmount(json, "cost", kind.getValue().cost());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Leaves a string out that is not there. */
  static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Writes null for an amount that is not known. */
  static void writeAmount(JsonGenerator json, String name, @Nullable BigDecimal amount)
      throws IOException {
    if (amount == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, amount);
    }
  }
}
