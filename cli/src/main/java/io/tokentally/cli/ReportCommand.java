package io.tokentally.cli;

import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.data.CsvReport;
import io.tokentally.report.data.JsonReport;
import io.tokentally.report.picture.FoldedReport;
import io.tokentally.report.picture.HtmlReport;
import io.tokentally.report.picture.Measure;
import io.tokentally.report.picture.SpeedscopeReport;
import io.tokentally.report.table.TableReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports usage and cost of a file of calls. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Reports token usage and cost by root call and model, what could not be priced, and every"
          + " anomaly of the calls. Without --calls it shows a bundled trace."
    })
final class ReportCommand implements Callable<Integer> {

  enum Format {
    TABLE,
    JSON,
    CSV,
    HTML,
    FOLDED,
    SPEEDSCOPE;

    boolean isPicture() {
      return this == HTML || this == FOLDED || this == SPEEDSCOPE;
    }
  }

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Mixin private Grouping grouping = new Grouping();

  @Option(
      names = "--format",
      paramLabel = "table|json|csv|html|folded|speedscope",
      description = {
        "Default: table. json and csv give exact numbers for programs.",
        "html is a page with a chart of the call tree, complete in one file. folded (stacks, a line"
            + " each) and speedscope are files for flame graph tools."
      })
  private Format format = Format.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write. Default: the standard output.")
  private @Nullable String output;

  @Option(names = "--all", description = "Show every root call and every finding in the table.")
  private boolean all;

  @Option(
      names = "--failed",
      description =
          "Show apart what calls cost that failed, and those of them that were made again: a later"
              + " call of the same parent with the same operation and inputs did not fail. In"
              + " formats table, json and csv.")
  private boolean failed;

  @Option(
      names = "--measure",
      paramLabel = "cost|tokens|time",
      defaultValue = "cost",
      description = {
        "What folded stacks are weighed by: cost in billionths of the currency, tokens, or time in"
            + " microseconds. Default: cost."
      })
  private Measure measure = Measure.COST;

  @Option(
      names = "--unit",
      paramLabel = "CURRENCY",
      description = "The currency of folded costs, where there are several.")
  private @Nullable String unit;

  @Option(names = "--json", description = "The same as --format json.")
  void asJson(boolean json) {
    format = json ? Format.JSON : format;
  }

  ReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    if (failed && format.isPicture()) {
      throw Failure.failed(
          "--failed: expected format table, json or csv, found "
              + format.name().toLowerCase(Locale.ROOT));
    }
    Report report = read();
    if (report.groups() != null && format.isPicture() && format != Format.HTML) {
      throw Failure.failed(
          "--by: expected format table, json, csv or html, found "
              + format.name().toLowerCase(Locale.ROOT));
    }
    if (output == null) {
      write(report, streams);
    } else {
      OutputFile.write(output, streams, file -> write(report, file));
    }
    report.source().skipped().lines().forEach(streams::say);
    Inputs.tell(report.source().files(), streams);
    if (arguments.isBundled() && format == Format.TABLE) {
      streams.say("this is the bundled trace; --calls FILE reads yours");
    }
    return 0;
  }

  private Report read() {
    if (format.isPicture()) {
      return arguments.readKeepingCalls(streams, grouping);
    }
    return failed
        ? arguments.readWithFailures(streams, grouping)
        : arguments.read(streams, grouping);
  }

  private void write(Report report, Streams to) throws IOException {
    writer().write(report, to.sink());
    to.out().flush();
  }

  private ReportWriter writer() {
    return switch (format) {
      case TABLE -> new TableReport(all);
      case JSON -> new JsonReport();
      case CSV -> new CsvReport();
      case HTML -> new HtmlReport(grouping.breakdown());
      case FOLDED -> new FoldedReport(measure, unit);
      case SPEEDSCOPE -> new SpeedscopeReport();
    };
  }
}
