package io.tokentally.examples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.ModelChange;
import io.tokentally.aggregation.ReportDiff;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the same tokens would have cost otherwise. */
@Command(
    name = "reprice",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what the same tokens would have cost at other prices (--to), or had another model been"
          + " used (--as), beside what they cost, by model."
    })
final class RepriceCommand implements Callable<Integer> {

  enum Format {
    TABLE,
    JSON,
    CSV
  }

  private static final List<String> COLUMNS =
      List.of(
          "model", "priced_as", "unit_before", "cost_before", "unit_after", "cost_after", "change");

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The other prices, as for --prices; may be repeated. Default: the same ones.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--as",
      paramLabel = "MODEL=OTHER",
      description = "Take the price of the other model for this one; may be repeated.")
  private Map<String, String> as = new LinkedHashMap<>();

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "Default: table. All give exact numbers.")
  private Format format = Format.TABLE;

  RepriceCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    UsageReport before = report.usage();
    List<String> unknown =
        as.keySet().stream().filter(model -> !before.totals().containsKey(model)).toList();
    if (!unknown.isEmpty()) {
      String used = Words.first(5, List.copyOf(before.totals().keySet()));
      throw Failure.failed("--as: no call used " + Words.first(3, unknown) + "; used: " + used);
    }
    Prices prices = to.isEmpty() ? report.prices() : Prices.of(to);
    UsageReport after = before.repriced(prices.table(), as);
    switch (format) {
      case TABLE -> writeTable(report, after, prices);
      case JSON -> writeJson(before, after);
      case CSV -> writeCsv(before, after);
    }
    streams.out().flush();
    CallFile file = report.input().file();
    file.skipped().tell(file.name(), streams);
    return 0;
  }

  private void writeTable(Report report, UsageReport after, Prices prices) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : rows(report.usage(), after)) {
      rows.add(
          List.of(
              Words.clean(text(row.get(0))),
              Words.clean(text(row.get(1))),
              amount(row.get(3), row.get(2)),
              amount(row.get(5), row.get(4)),
              amount(row.get(6), row.get(4))));
    }
    TextTable table =
        new TextTable().left("model").left("priced as").right("cost").right("then").right("change");
    StringBuilder text = new StringBuilder();
    table.lines(rows).forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(Words.clean(report.summary())).append('\n');
    text.append("Then at prices: ").append(Words.clean(prices.description())).append(".\n");
    streams.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String amount(@Nullable Object amount, @Nullable Object unit) {
    if (!(amount instanceof BigDecimal decimal)) {
      return "not known";
    }
    return (Money.text(decimal) + " " + Words.clean(text(unit))).strip();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private List<List<@Nullable Object>> rows(UsageReport before, UsageReport after) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Map<String, LLMAggregatedUsage> then = after.totals();
    before
        .totals()
        .forEach(
            (model, usage) -> {
              String unitBefore = before.unitByModel().get(model);
              String unitAfter = after.unitByModel().get(model);
              ModelChange change =
                  new ModelChange(model, usage, then.get(model), unitBefore, unitAfter);
              LLMAggregatedUsage other = change.after();
              List<@Nullable Object> row = new ArrayList<>();
              row.add(model);
              row.add(as.getOrDefault(model, model));
              row.add(unitBefore);
              row.add(usage.totalCost());
              row.add(unitAfter);
              row.add(other == null ? null : other.totalCost());
              row.add(change.costChange());
              rows.add(row);
            });
    return rows;
  }

  private void writeJson(UsageReport before, UsageReport after) throws IOException {
    JsonGenerator json = JsonOutput.open(streams);
    json.writeStartObject();
    json.writeArrayFieldStart("models");
    for (List<@Nullable Object> row : rows(before, after)) {
      json.writeStartObject();
      for (int i = 0; i < COLUMNS.size(); i++) {
        json.writeFieldName(COLUMNS.get(i));
        JsonOutput.writeValue(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("priced_cost_change_by_unit");
    for (Map.Entry<String, BigDecimal> change :
        ReportDiff.between(before, after).pricedCostByUnit().entrySet()) {
      json.writeNumberField(change.getKey(), change.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    JsonOutput.end(json);
  }

  private void writeCsv(UsageReport before, UsageReport after) throws IOException {
    try (SequenceWriter csv = CsvOutput.open(COLUMNS, streams)) {
      for (List<@Nullable Object> row : rows(before, after)) {
        csv.write(row);
      }
    }
  }
}
