package io.tokentally.cli;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Report;
import io.tokentally.report.data.CostRecords;
import io.tokentally.report.table.CostText;
import io.tokentally.report.text.DecisionsBelow;
import io.tokentally.report.text.Words;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a cost is made of. */
@Command(
    name = "explain-cost",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a cost is made of: tokens by kind, their rate, the price row that the rate is from,"
          + " and the amount. The lines add up to the cost exactly.",
      "Formats json and csv have a record for every call and kind, and rates per token; the table has"
          + " them per million."
    })
final class ExplainCostCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Option(
      names = "--call",
      paramLabel = "ID",
      description = "Explain the cost of this call with everything below it. Default: the totals.")
  private @Nullable String call;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Explain the cost of this model alone. Default: of every model.")
  private @Nullable String model;

  @Option(names = "--all", description = "Show every call in the table, not sums of them.")
  private boolean all;

  @Mixin private FormatArguments output = new FormatArguments();

  ExplainCostCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    List<CostExplanation> explanations = explanations(report);
    List<ScopeDecision> decisions = DecisionsBelow.of(report.usage(), call);
    switch (output.format()) {
      case TABLE -> new CostText(report, decisions, all).write(explanations, streams.sink());
      case JSON -> new CostRecords(report, decisions).writeJson(explanations, streams.sink());
      case CSV -> new CostRecords(report, decisions).writeCsv(explanations, streams.sink());
    }
    streams.out().flush();
    if (output.format() != FormatArguments.Format.TABLE) {
      report.prices().skipped().forEach(streams::say);
    }
    report.source().skipped().lines().forEach(streams::say);
    Inputs.tell(report.source().files(), streams);
    return 0;
  }

  private static void requireReported(Report report, String id) {
    String file = report.source().skipped().file();
    if (!report.source().contains(id)) {
      throw Failure.failed(file + ": no call has the id " + id);
    }
    if (!report.usage().callIds().contains(id)) {
      throw Failure.failed(
          file + ": the call " + id + " is none of those that --query and --root name");
    }
  }

  private List<CostExplanation> explanations(Report report) {
    UsageReport usage = report.usage();
    String id = call;
    if (id != null) {
      requireReported(report, id);
    }
    Map<String, LLMAggregatedUsage> all = id == null ? usage.totals() : usage.usage(id);
    if (model != null && !all.containsKey(model)) {
      String known = all.isEmpty() ? "no model at all" : Words.first(5, List.copyOf(all.keySet()));
      throw Failure.failed("expected a model that was used, found " + model + "; used: " + known);
    }
    return all.keySet().stream()
        .filter(each -> model == null || model.equals(each))
        .map(each -> id == null ? usage.explainTotals(each) : usage.explain(id, each))
        .toList();
  }
}
