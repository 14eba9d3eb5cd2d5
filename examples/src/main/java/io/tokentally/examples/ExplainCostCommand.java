package io.tokentally.examples;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.UsageReport;
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
      "Shows what a cost is made of: for every call its tokens by kind, their rate, the price row that"
          + " the rate is from, and the amount. The lines add up to the cost exactly."
    })
final class ExplainCostCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSON,
    CSV
  }

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

  @Option(
      names = "--format",
      paramLabel = "text|json|csv",
      defaultValue = "text",
      description = "Default: text. All give exact numbers.")
  private Format format = Format.TEXT;

  ExplainCostCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    List<CostExplanation> explanations = explanations(report);
    CostLines lines = new CostLines(report);
    switch (format) {
      case TEXT -> lines.writeText(explanations, streams);
      case JSON -> lines.writeJson(explanations, streams);
      case CSV -> lines.writeCsv(explanations, streams);
    }
    streams.out().flush();
    CallFile file = report.input().file();
    file.skipped().tell(file.name(), streams);
    return 0;
  }

  private List<CostExplanation> explanations(Report report) {
    UsageReport usage = report.usage();
    String id = call;
    if (id != null && !usage.callIds().contains(id)) {
      throw Failure.failed(report.input().file().name() + ": no call has the id " + id);
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
