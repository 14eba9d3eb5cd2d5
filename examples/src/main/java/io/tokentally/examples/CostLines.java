package io.tokentally.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.PriceRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what costs are made of, a line item a line. */
final class CostLines {

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

  /** Rows that are not dated hold from here on. */
  private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

  private final Report report;

  CostLines(Report report) {
    this.report = report;
  }

  void writeText(List<CostExplanation> explanations, Streams streams) throws IOException {
    StringBuilder text = new StringBuilder();
    for (CostExplanation explanation : explanations) {
      text.append(Words.clean(explanation.model())).append('\n');
      table(explanation).forEach(line -> text.append("  ").append(line).append('\n'));
      text.append("  ").append(total(explanation)).append("\n\n");
    }
    if (explanations.isEmpty()) {
      text.append("No usage: none of the calls has any that counted.\n\n");
    }
    text.append(Words.clean(report.summary())).append('\n');
    streams.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<String> table(CostExplanation explanation) {
    List<List<String>> rows = new ArrayList<>();
    for (LineItem item : explanation.items()) {
      LineItem.Price price = item.price();
      BigDecimal amount = item.amount();
      String operation = report.input().name(item.callId());
      rows.add(
          List.of(
              Words.clean(item.callId()),
              Words.clean(operation),
              Words.clean(item.kind()),
              Words.number(item.count()),
              price == null ? "" : price.rate().toPlainString(),
              amount == null ? "no price" : plain(amount) + " " + Words.clean(price.unit()),
              price == null ? "" : Words.clean(source(price))));
    }
    return new TextTable()
        .left("call")
        .left("operation")
        .left("kind")
        .right("count")
        .right("rate")
        .right("amount")
        .left("price")
        .lines(rows);
  }

  /** {@return the row that a rate is from, with its level and date} */
  private static String source(LineItem.Price price) {
    PriceRow row = price.row();
    boolean always = row.effectiveDate().equals(ALWAYS);
    String since =
        always ? "" : ", from " + row.effectiveDate().atOffset(ZoneOffset.UTC).toLocalDate();
    String level =
        row.isDefaultLevel() ? "default" : row.pricingLevel() + " " + row.pricingLevelId();
    String variant = price.variant() == null ? "" : ", " + price.variant().label();
    return row.id() + " (" + level + since + variant + ")";
  }

  private String total(CostExplanation explanation) {
    String unit = report.usage().unitByModel().getOrDefault(explanation.model(), "");
    BigDecimal cost = explanation.cost();
    if (cost != null) {
      return ("total: " + plain(cost) + " " + Words.clean(unit)).strip();
    }
    String priced = plain(explanation.pricedCost()) + " " + Words.clean(unit);
    return "total: not known; the part that has a price: " + priced.strip();
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  void writeJson(List<CostExplanation> explanations, Streams streams) throws IOException {
    JsonGenerator json = JsonOutput.open(streams);
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
  }

  void writeCsv(List<CostExplanation> explanations, Streams streams) throws IOException {
    try (SequenceWriter csv = CsvOutput.open(COLUMNS, streams)) {
      for (CostExplanation explanation : explanations) {
        for (LineItem item : explanation.items()) {
          csv.write(row(item));
        }
      }
    }
  }

  private List<@Nullable Object> row(LineItem item) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(item.model());
    row.add(item.callId());
    row.add(report.input().name(item.callId()));
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
