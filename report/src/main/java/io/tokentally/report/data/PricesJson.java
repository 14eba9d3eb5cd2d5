package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.providers.PartialEntry;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.SkippedEntry;
import io.tokentally.report.PriceAnswer;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Unpriced;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what price files hold, and how names are found in them, as JSON; rates are per token. */
public final class PricesJson {
  private PricesJson() {}

  /** Writes all prices of all files, and what was left out of them. */
  public static void writeAll(PriceSources prices, Sink to) throws IOException {
    try (JsonGenerator json = JsonOutput.open(to)) {
      json.writeStartArray();
      for (PriceSource source : prices.sources()) {
        write(json, source);
      }
      json.writeEndArray();
      JsonOutput.end(json);
    }
  }

  /** Writes how names are found. */
  public static void writeAnswers(List<PriceAnswer> answers, Sink to) throws IOException {
    try (JsonGenerator json = JsonOutput.open(to)) {
      json.writeStartArray();
      for (PriceAnswer answer : answers) {
        write(json, answer);
      }
      json.writeEndArray();
      JsonOutput.end(json);
    }
  }

  private static void write(JsonGenerator json, PriceSource source) throws IOException {
    PriceList list = source.list();
    json.writeStartObject();
    json.writeStringField("file", source.name());
    json.writeStringField("list", list.name());
    JsonOutput.writeText(json, "as_of", list.asOf() == null ? null : list.asOf().toString());
    json.writeNumberField("entries", list.entries());
    json.writeNumberField("loaded", list.loaded());
    json.writeArrayFieldStart("rows");
    for (PriceRow row : list.rows()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("skipped");
    for (SkippedEntry entry : list.skipped()) {
      json.writeStartObject();
      json.writeStringField("entry", entry.entry());
      json.writeStringField("reason", entry.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("partly");
    for (PartialEntry entry : list.partly()) {
      json.writeStartObject();
      json.writeStringField("entry", entry.entry());
      JsonOutput.writeTexts(json, "left_out", entry.leftOut());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PriceAnswer answer) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", answer.model());
    JsonOutput.writeText(json, "provider", answer.provider());
    PriceChoice choice = answer.choice();
    if (choice != null) {
      ModelMatch match = choice.match();
      json.writeStringField("priced_as", choice.row().llmId());
      json.writeStringField("rule", (match == null ? ModelMatch.Rule.EXACT : match.rule()).name());
      JsonOutput.writeText(json, "file", answer.source());
      json.writeBooleanField("from_future", choice.fromFuture());
      json.writeFieldName("row");
      write(json, choice.row());
    }
    UnpricedReason reason = answer.reason();
    if (reason != null) {
      json.writeStringField("reason", reason.kind().name());
      JsonOutput.writeText(json, "nearest", reason.nearest());
      JsonOutput.writeText(json, "detail", reason.detail());
      json.writeStringField("text", Unpriced.reason(answer.model(), reason));
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PriceRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", row.id());
    json.writeStringField("model", row.llmId());
    JsonOutput.writeText(json, "provider_id", row.providerId());
    json.writeStringField("effective_date", row.effectiveDate().toString());
    json.writeStringField("prompt_token_cost_unit", row.promptTokenCostUnit());
    json.writeStringField("completion_token_cost_unit", row.completionTokenCostUnit());
    writeRates(json, row);
    if (!row.variants().isEmpty()) {
      json.writeArrayFieldStart("variants");
      for (PriceVariant variant : row.variants()) {
        json.writeStartObject();
        json.writeStringField("when", variant.label());
        writeRates(json, variant);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeRates(JsonGenerator json, TokenRates rates) throws IOException {
    write(json, "prompt_token_cost", rates.promptTokenCost());
    write(json, "completion_token_cost", rates.completionTokenCost());
    write(json, "cache_read_input_token_cost", rates.cacheReadInputTokenCost());
    write(json, "cache_creation_input_token_cost", rates.cacheCreationInputTokenCost());
    write(json, "cache_creation_1h_input_token_cost", rates.cacheCreation1hInputTokenCost());
    if (!rates.otherRates().isEmpty()) {
      json.writeObjectFieldStart("other_rates");
      for (Map.Entry<String, BigDecimal> rate : new TreeMap<>(rates.otherRates()).entrySet()) {
        write(json, rate.getKey(), rate.getValue());
      }
      json.writeEndObject();
    }
    if (!rates.withoutRate().isEmpty()) {
      JsonOutput.writeTexts(json, "without_rate", rates.withoutRate().stream().sorted().toList());
    }
  }

  private static void write(JsonGenerator json, String name, @Nullable BigDecimal rate)
      throws IOException {
    if (rate != null) {
      json.writeNumberField(name, rate);
    }
  }
}
