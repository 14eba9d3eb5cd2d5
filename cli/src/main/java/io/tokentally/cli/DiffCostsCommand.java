package io.tokentally.cli;

import io.tokentally.aggregation.CostComparison;
import io.tokentally.report.Report;
import io.tokentally.report.data.CostDiffRecords;
import io.tokentally.report.table.CostDiffText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the costs that calls recorded beside ours. */
@Command(
    name = "diff-costs",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the costs that calls recorded, such as a gateway's or an agent's own, beside what the same"
          + " calls cost by the prices, by model. Recorded costs are in no other figure."
    })
final class DiffCostsCommand implements Callable<Integer> {

  enum Format {
    TABLE,
    JSON,
    CSV
  }

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description = "Default: table. json and csv give exact numbers for programs.")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "The same as --format json.")
  void asJson(boolean json) {
    format = json ? Format.JSON : format;
  }

  DiffCostsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    List<CostComparison> comparisons = report.usage().costDiff();
    switch (format) {
      case TABLE -> new CostDiffText(report).write(comparisons, streams.sink());
      case JSON -> new CostDiffRecords(report).writeJson(comparisons, streams.sink());
      case CSV -> new CostDiffRecords(report).writeCsv(comparisons, streams.sink());
    }
    streams.out().flush();
    if (format != Format.TABLE) {
      report.prices().skipped().forEach(streams::say);
    }
    report.source().skipped().lines().forEach(streams::say);
    return 0;
  }
}
