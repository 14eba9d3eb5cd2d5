package io.tokentally.spark;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import io.tokentally.spark.tally.RollupInput;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Rolls files of calls up to Parquet; for {@code spark-submit}. {@code --help} has the options.
 * Exit code 0 if all is written, 1 if the job failed, 2 if it was not asked for rightly.
 */
@Command(
    name = "TallyJob",
    sortOptions = false,
    description = "Prices calls, rolls their usage up, and writes what it found as Parquet.",
    footer = {
      "",
      "Below --out it writes usage (a row for each call and model), totals (by model), findings"
          + " (anomalies and what could not be priced) and, with --by, totals_by."
    })
public final class TallyJob implements Callable<Integer> {

  @Option(
      names = "--calls",
      required = true,
      paramLabel = "PATH",
      description = "Calls: Parquet, or newline-delimited JSON. May be repeated.")
  private List<String> calls = List.of();

  @Option(
      names = "--prices",
      required = true,
      paramLabel = "PATH",
      description = "Prices: a body of /cost/create, or its costs alone.")
  private String prices = "";

  @Option(
      names = "--query",
      paramLabel = "JSON",
      description = "Which calls to report on, with all below them; @PATH reads it from a file.")
  private @Nullable String query;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "What the query means: standard or weave. Default: ${DEFAULT-VALUE}.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(
      names = "--scope",
      paramLabel = "NAME",
      description =
          "Whose usage counts where a call and calls below it have some: own (all of it), inclusive"
              + " (the call's, for the models that it names), model-calls (that below), or auto"
              + " (decided for each call). Default: auto; with --by, which knows no trees: own.")
  private @Nullable UsageScope scope;

  @Option(
      names = "--by",
      paramLabel = "SQL",
      description =
          "Totals of the matching calls' own usage by this too, such as op_name or"
              + " to_date(started_at). May be repeated.")
  private List<String> by = List.of();

  @Option(
      names = "--most-calls-per-trace",
      paramLabel = "N",
      description =
          "A trace with more is reported among the findings, and does not count. A task needs some 400"
              + " bytes for each. Default: ${DEFAULT-VALUE}.")
  private long most = SparkTally.DEFAULT_MOST_CALLS_PER_TRACE;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "A folder that is not there yet.")
  private String out = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli prints the help when it sees the option
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  private TallyJob() {}

  /** Runs the job, and ends the JVM with its exit code. */
  public static void main(String[] args) {
    int exitCode = run(args);
    SparkSession.getDefaultSession()
        .foreach(
            session -> {
              session.stop();
              return null;
            });
    System.exit(exitCode);
  }

  /** {@return the exit code of the job} */
  static int run(String... args) {
    return new CommandLine(new TallyJob())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(UsageScope.class, TallyJob::scope)
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("TallyJob: " + failure.getMessage());
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .execute(args);
  }

  @Override
  public Integer call() {
    try {
      SparkSession session =
          SparkSession.builder()
              .appName("tokentally")
              .config("spark.ui.showConsoleProgress", true)
              .getOrCreate();
      session.sparkContext().setLogLevel("WARN");
      run(session);
      return CommandLine.ExitCode.OK;
    } catch (ValidationException e) {
      throw new ParameterException(commandLine(), e.getMessage(), e);
    }
  }

  private void run(SparkSession session) {
    JobFiles files = new JobFiles(session);
    files.refuseToOverwrite(out);
    SparkTally tally = SparkTally.with(source(files.text(prices), scope())).mostCallsPerTrace(most);
    CallFilter filter = filter(files);
    Dataset<Row> all = files.calls(calls, columns(filter));
    Dataset<Row> totals = by.isEmpty() ? null : totalsBy(tally, filter, all);
    SparkTally picking = filter == null ? tally : tally.picking(filter);
    try (SparkReport report = picking.report(all).persist(StorageLevel.MEMORY_AND_DISK())) {
      files.write(report.usage(), out, "usage");
      files.write(report.kinds(), out, "kinds");
      files.write(report.findings(), out, "findings");
      files.write(report.totals(), out, "totals");
    }
    if (totals != null) {
      files.write(totals, out, "totals_by");
    }
    files.show(out);
    String name = scope().name().toLowerCase(Locale.ROOT).replace('_', '-');
    commandLine().getOut().println("scope: " + name);
  }

  private UsageScope scope() {
    if (scope != null) {
      return scope;
    }
    return by.isEmpty() ? UsageScope.AUTO : UsageScope.OWN;
  }

  /** {@return the scope: {@code model-calls} is {@link UsageScope#MODEL_CALLS}} */
  private static UsageScope scope(String name) {
    return UsageScope.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * {@return the totals by what was asked for; a column that is not there is reported before any
   * work}
   */
  private Dataset<Row> totalsBy(SparkTally tally, @Nullable CallFilter filter, Dataset<Row> all) {
    Column[] groups = by.stream().map(functions::expr).toArray(Column[]::new);
    try {
      return tally.totals(filter == null ? all : filter.apply(all), groups);
    } catch (RuntimeException e) {
      throw new ParameterException(commandLine(), "--by: " + e.getMessage(), e);
    }
  }

  /** {@return a source that holds no more than it needs: it is sent to every executor} */
  private static TallySource source(String prices, UsageScope scope) {
    return () ->
        Tally.with(PriceTable.parse(prices)).with(TallyOptions.builder().usageScope(scope).build());
  }

  /** {@return what is read of calls that are JSON} Groups may name any column. */
  private Set<CallColumn> columns(@Nullable CallFilter filter) {
    if (!by.isEmpty()) {
      return EnumSet.allOf(CallColumn.class);
    }
    Set<CallColumn> columns = EnumSet.copyOf(RollupInput.COLUMNS);
    if (filter != null) {
      columns.addAll(filter.columns());
    }
    return columns;
  }

  private @Nullable CallFilter filter(JobFiles files) {
    if (query == null) {
      return null;
    }
    String json = query.startsWith("@") ? files.text(query.substring(1)) : query;
    return CallFilter.of(Query.parse(json), dialect);
  }

  private CommandLine commandLine() {
    return requireNonNull(spec, "spec").commandLine();
  }
}
