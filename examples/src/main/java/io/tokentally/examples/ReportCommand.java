package io.tokentally.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports usage and cost of a file of calls. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Reports token usage and cost by root call and model, what could not be priced, and everything"
          + " that was odd about the calls. Without --calls it shows a bundled trace."
    })
final class ReportCommand implements Callable<Integer> {

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
      defaultValue = "table",
      description = "Default: table. The others give exact numbers for programs.")
  private Format format = Format.TABLE;

  @Option(names = "--all", description = "Show every root call and every finding in the table.")
  private boolean all;

  ReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Report report = arguments.read(streams);
    writer().write(report, streams);
    streams.out().flush();
    report.input().file().tellSkipped(streams);
    if (arguments.isBundled() && format == Format.TABLE) {
      streams.say("this is the bundled trace; --calls FILE reads yours");
    }
    return 0;
  }

  private ReportWriter writer() {
    return switch (format) {
      case TABLE -> new TableReport(all);
      case JSON -> new JsonReport();
      case CSV -> new CsvReport();
    };
  }
}
