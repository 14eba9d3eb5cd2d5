package io.tokentally.examples;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.weave.WeavePreset;
import io.tokentally.dsl.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    CSV;

    ReportWriter writer() {
      return switch (this) {
        case TABLE -> new TableReport();
        case JSON -> new JsonReport();
        case CSV -> new CsvReport();
      };
    }
  }

  private final Streams streams;

  @Option(
      names = "--calls",
      paramLabel = "FILE",
      description = {
        "Calls to read: one JSON object a line, or one JSON array; gzip is recognised.",
        "- reads the standard input."
      })
  private @Nullable String calls;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = {
        "Prices by model: the body of a /cost/create request, or its costs object alone, as in",
        "{\"gpt-4o\": {\"prompt_token_cost\": 0.0000025, \"completion_token_cost\": 0.00001}}"
      })
  private @Nullable String prices;

  @Option(
      names = "--query",
      paramLabel = "JSON|@FILE",
      description =
          "Report on the calls that match, each with everything below it. The query, or @ and the"
              + " file that holds it.")
  private @Nullable String query;

  @Option(
      names = "--root",
      paramLabel = "ID",
      description =
          "Report on this call and everything below it; may be repeated. With --query: on those of"
              + " them that match.")
  private List<String> roots = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "Default: table. The others give exact numbers for programs.")
  private Format format = Format.TABLE;

  @Option(
      names = "--scope",
      paramLabel = "own|inclusive",
      defaultValue = "own",
      description =
          "Whose usage the summary of a call holds: its own, or also that of the calls below it."
              + " Default: own.")
  private UsageScope scope = UsageScope.OWN;

  @Option(
      names = "--cache",
      paramLabel = "auto|inclusive|exclusive",
      description =
          "Whether recorded prompt tokens include the cached ones. Default: auto, seen from each"
              + " record.")
  private @Nullable CacheConvention cache;

  @Option(
      names = "--dialect",
      paramLabel = "standard|weave",
      defaultValue = "standard",
      description =
          "What the query means, how counts are read and priced: as they read, or as on the Weave server. Default: standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(
      names = "--skip-bad",
      description = "Go on after records that are no calls, and list them.")
  private boolean skipBad;

  @Option(names = "--all", description = "Show every root call and every finding in the table.")
  private boolean all;

  ReportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Predicate<Call> picked = picked();
    PriceTable table = priceTable();
    Report report = read(picked, table);
    format.writer().write(report, streams);
    streams.out().flush();
    CallFile file = report.input().file();
    file.skipped().tell(file.name(), streams);
    if (calls == null && format == Format.TABLE) {
      streams.say("this is the bundled trace; --calls FILE reads yours");
    }
    return 0;
  }

  private Report read(Predicate<Call> picked, PriceTable table) {
    TallyOptions defaults =
        dialect == Dialect.WEAVE ? WeavePreset.tallyOptions() : TallyOptions.DEFAULT;
    TallyOptions options =
        TallyOptions.builder()
            .from(defaults)
            .usageScope(scope)
            .cacheConvention(cache == null ? defaults.cacheConvention() : cache)
            .build();
    String name = calls;
    try (CallFile file =
        name == null ? CallFile.bundled() : CallFile.open(name, skipBad, streams)) {
      ReportInput input = new ReportInput(file, picked);
      UsageReport usage = Tally.with(table).with(options).report(input, ReportedCall::picked);
      refuseNothing(input);
      return new Report(usage, input, options, describe(table), all);
    }
  }

  private Predicate<Call> picked() {
    Predicate<Call> matches = query == null ? call -> true : QueryArgument.compile(query, dialect);
    if (roots.isEmpty()) {
      return matches;
    }
    Set<String> ids = new HashSet<>(roots);
    return call -> ids.contains(call.id()) && matches.test(call);
  }

  private PriceTable priceTable() throws IOException {
    if (prices == null) {
      return calls == null ? Bundled.prices() : PriceTable.EMPTY;
    }
    try {
      return PriceTable.parse(TextFile.read(prices));
    } catch (ValidationException e) {
      throw Failure.refused(prices + ": " + Failure.firstFaults(e));
    }
  }

  private String describe(PriceTable table) {
    if (prices == null && calls != null) {
      return "";
    }
    String models = Words.count(table.rows().size(), "model");
    return (prices == null ? "bundled" : prices) + " (" + models + ")";
  }

  /** Nothing to report is not passed off as a report. */
  private void refuseNothing(ReportInput input) {
    List<String> unknown = roots.stream().filter(id -> !input.contains(id)).toList();
    if (!unknown.isEmpty()) {
      throw Failure.failed(input.file().name() + ": no call has the id " + Words.first(3, unknown));
    }
    if (input.isNothingPicked()) {
      throw Failure.refused(input.file().name() + ": no call matches the query");
    }
  }
}
