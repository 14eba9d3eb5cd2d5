package io.tokentally.report.data;

import com.fasterxml.jackson.databind.SequenceWriter;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.NotListed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row for each root call and model. Every number is exact; a cost that is not known is
 * empty. What else a report says goes to standard error, a line for each kind.
 */
public final class CsvReport implements ReportWriter {

  private static final List<String> COLUMNS =
      Stream.of(
              Stream.of("root_call_id", "operation", "model"),
              Stream.of(UsageCount.values()).map(UsageCount::wireName),
              Stream.of(UsageCost.values()).map(UsageCost::wireName),
              Stream.of("total_cost", "priced", "priced_part_cost", "unit"))
          .flatMap(names -> names)
          .toList();

  @Override
  public void write(Report report, Sink to) throws IOException {
    UsageReport usage = report.usage();
    try (SequenceWriter csv = CsvOutput.open(COLUMNS, to)) {
      for (String id : usage.rootIds()) {
        Map<String, LLMAggregatedUsage> priced = usage.pricedPart(id);
        for (Map.Entry<String, LLMAggregatedUsage> ofModel : usage.usage(id).entrySet()) {
          String model = ofModel.getKey();
          List<@Nullable Object> row = new ArrayList<>();
          row.add(id);
          row.add(report.source().name(id));
          row.add(model);
          addUsage(row, ofModel.getValue(), priced.get(model));
          row.add(priced.containsKey(model) ? usage.unitByModel().get(model) : null);
          csv.write(row);
        }
      }
    }
    to.out().flush();
    tellFindings(usage, to);
    report.prices().skipped().forEach(to::say);
  }

  private static void addUsage(
      List<@Nullable Object> row, LLMAggregatedUsage usage, @Nullable LLMAggregatedUsage priced) {
    for (UsageCount count : UsageCount.values()) {
      row.add(count.of(usage));
    }
    for (UsageCost cost : UsageCost.values()) {
      row.add(cost.of(usage));
    }
    row.add(usage.totalCost());
    row.add(usage.totalCost() != null ? "yes" : priced != null ? "partly" : "no");
    row.add(priced == null ? null : priced.totalCost());
  }

  private static void tellFindings(UsageReport usage, Sink to) {
    FindingWarnings told = new FindingWarnings(to);
    told.tellUnpriced("unpriced models", usage.unpricedModels());
    told.tell("kinds without a rate", FindingGroup.ofKinds(usage.unpricedKinds()));
    List<String> matched =
        usage.pricedModels().stream()
            .map(model -> model.model() + " as " + model.match().llmId())
            .toList();
    told.tell("priced under another name", matched.size(), matched);
    told.tell("anomalies", FindingGroup.ofAnomalies(usage.anomalies()));
    told.tell("scope decisions", FindingGroup.ofDecisions(usage.scopeDecisions()));
    told.tell("notes", FindingGroup.ofNotes(usage.notes()));
    told.tell("unrecognised usage", FindingGroup.ofUnrecognised(usage.unrecognised()));
    told.tell("findings not listed", usage.leftOut().total(), NotListed.of(usage.leftOut()));
    List<String> unfinished = usage.unfinishedCallIds();
    told.tell("unfinished calls", unfinished.size(), unfinished);
  }
}
