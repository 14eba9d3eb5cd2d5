package io.tokentally.cli;

import io.tokentally.aggregation.CostComparison;
import io.tokentally.report.Report;
import io.tokentally.report.data.CostDiffRecords;
import io.tokentally.report.table.CostDiffText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the costs that calls recorded beside ours. */
@Command(
    name = "diff-costs",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the costs that calls recorded, such as a gateway's or an agent's own, beside what the same"
          + " calls cost by the prices, by model. Recorded costs are in no other figure."
    })
final class DiffCostsCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Mixin private FormatArguments output = new FormatArguments();

  DiffCostsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    List<CostComparison> comparisons = report.usage().costDiff();
    switch (output.format()) {
      case TABLE -> new CostDiffText(report).write(comparisons, streams.sink());
      case JSON -> new CostDiffRecords(report).writeJson(comparisons, streams.sink());
      case CSV -> new CostDiffRecords(report).writeCsv(comparisons, streams.sink());
    }
    streams.out().flush();
    if (output.format() != FormatArguments.Format.TABLE) {
      report.prices().skipped().forEach(streams::say);
    }
    report.source().skipped().lines().forEach(streams::say);
    return 0;
  }
}
