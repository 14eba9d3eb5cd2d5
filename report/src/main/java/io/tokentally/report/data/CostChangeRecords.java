package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.Charge;
import io.tokentally.aggregation.CostChange;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.report.CostChanges;
import io.tokentally.report.Report;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what changed from one report to another for programs, every number exact. */
public final class CostChangeRecords {

  private static final List<String> FIGURES =
      List.of(
          "model",
          "change_kind",
          "cost_before",
          "cost_after",
          "change",
          "by_price",
          "by_tokens",
          "unit",
          "tokens_before",
          "tokens_after");

  private final CostChanges changes;

  public CostChangeRecords(CostChanges changes) {
    this.changes = changes;
  }

  public void writeJson(Sink to) throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartObject();
    writeSide(json, "before", changes.before());
    writeSide(json, "after", changes.after());
    JsonOutput.writeText(json, "split", changes.split());
    JsonOutput.writeTexts(json, "by", changes.names());
    json.writeArrayFieldStart("changes");
    for (CostChange<List<String>> each : changes.changes()) {
      json.writeStartObject();
      JsonOutput.writeTexts(json, "keys", CostChanges.keys(each));
      List<@Nullable Object> figures = figures(each);
      for (int i = 0; i < FIGURES.size(); i++) {
        json.writeFieldName(FIGURES.get(i));
        JsonOutput.writeValue(json, figures.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    JsonOutput.end(json);
  }

  private static void writeSide(JsonGenerator json, String name, Report report) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("read", report.source().summary());
    json.writeBooleanField("complete", report.isComplete());
    json.writeEndObject();
  }

  public void writeCsv(Sink to) throws IOException {
    List<String> columns = new ArrayList<>(changes.names());
    columns.addAll(FIGURES);
    try (CsvOutput csv = CsvOutput.open(columns, to)) {
      for (CostChange<List<String>> each : changes.changes()) {
        List<@Nullable Object> row = new ArrayList<>(CostChanges.keys(each));
        row.addAll(figures(each));
        csv.write(row);
      }
    }
    to.out().flush();
  }

  private static List<@Nullable Object> figures(CostChange<List<String>> each) {
    List<@Nullable Object> figures = new ArrayList<>();
    figures.add(each.model());
    figures.add(each.kind().name().toLowerCase(Locale.ROOT));
    figures.add(each.costBefore());
    figures.add(each.costAfter());
    figures.add(each.change());
    figures.add(each.byPrice());
    figures.add(each.byTokens());
    figures.add(each.unit());
    figures.add(tokens(each.before()));
    figures.add(tokens(each.after()));
    return figures;
  }

  /** {@return the tokens of charges, without what is none} */
  private static BigInteger tokens(List<Charge> charges) {
    return charges.stream()
        .filter(charge -> charge.within() != Within.NOTHING)
        .map(Charge::count)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
