package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.aggregation.Retries;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.dsl.Dialect;
import io.tokentally.importers.ImportOptions;
import io.tokentally.report.Failures;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Report;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that makes a report of a file of calls asks for, and the report. */
final class ReportArguments {

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private PricingArguments pricing = new PricingArguments();

  @Option(
      names = "--query",
      paramLabel = QueryArgument.LABEL,
      description = {
        "Report on the calls that match, each with everything below it.",
        QueryArgument.DESCRIPTION
      })
  private @Nullable String query;

  @Option(
      names = "--root",
      paramLabel = "ID",
      description =
          "Report on this call and everything below it; may be repeated. With --query: on those of"
              + " them that match.")
  private List<String> roots = new ArrayList<>();

  @Option(
      names = "--skip-bad",
      description = "Go on after records that are no calls, and list them.")
  private boolean skipBad;

  /** {@return whether the calls are those that come with the program} */
  boolean isBundled() {
    return inputs.names().isEmpty();
  }

  /** Reads the calls and makes the report. */
  Report read(Streams streams) {
    return read(streams, false, null, new Grouping());
  }

  /** Does the same, with totals by what was asked for. */
  Report read(Streams streams, Grouping grouping) {
    return read(streams, false, null, grouping);
  }

  /** Does the same of some of the files. */
  Report read(Streams streams, Grouping grouping, List<String> names) {
    return read(streams, false, null, grouping, names);
  }

  /** Does the same and keeps the calls, to draw them. */
  Report readKeepingCalls(Streams streams, Grouping grouping) {
    return read(streams, true, null, grouping);
  }

  /** Does the same and looks for calls that failed. */
  Report readWithFailures(Streams streams, Grouping grouping) {
    return read(streams, false, new Retries(), grouping);
  }

  /** {@return the names of what is to be read; none if none were given} */
  List<String> names() {
    return inputs.names();
  }

  /** {@return how files are to be read} */
  ImportOptions importOptions() {
    return inputs.options();
  }

  /** {@return what makes reports at the prices that were asked for} */
  Tally tally() {
    return Tally.with(pricing.prices().table()).with(pricing.options());
  }

  private Report read(
      Streams streams, boolean keepsCalls, @Nullable Retries retries, Grouping grouping) {
    return read(streams, keepsCalls, retries, grouping, names());
  }

  private Report read(
      Streams streams,
      boolean keepsCalls,
      @Nullable Retries retries,
      Grouping grouping,
      List<String> names) {
    TallyOptions options = pricing.options();
    QueryArgument asked = query == null ? null : QueryArgument.checked(query, dialect(), streams);
    PriceSources prices = pricing.prices();
    Tally tally = Tally.with(prices.table()).with(options);
    try (CallFile file = open(names, streams)) {
      if (retries == null) { // retries are seen from inputs
        file.readForRollup(columns(asked, grouping));
      }
      Iterator<Call> calls = file.iterator();
      Predicate<Call> matches = ReportInput.ALL;
      if (asked != null && asked.asksCosts()) {
        List<Call> kept = file.rest();
        ReportInput all =
            new ReportInput(file, kept.iterator(), matches, false, null, grouping, options);
        matches = asked.condition(tally.report(all), streams);
        calls = kept.iterator();
      } else if (asked != null) {
        matches = asked.condition(dialect());
      }
      ReportInput input =
          new ReportInput(file, calls, picked(matches), keepsCalls, retries, grouping, options);
      UsageReport usage =
          input.picksAll() ? tally.report(input) : tally.report(input, ReportedCall::picked);
      refuseNothing(input);
      Failures failures = retries == null ? null : Failures.of(usage, retries);
      return new Report(usage, input, options, prices, failures, grouping.groups(usage));
    }
  }

  private CallFile open(List<String> names, Streams streams) {
    return names.isEmpty()
        ? CallFile.bundled()
        : CallFile.open(names, inputs.options(), skipBad, streams);
  }

  private Dialect dialect() {
    return pricing.dialect();
  }

  /** {@return prices of other files, with the models under the names that were asked for} */
  PriceSources prices(List<String> files) {
    return pricing.prices(files);
  }

  /** {@return the columns that the report reads besides those of a rollup} */
  private static Set<String> columns(@Nullable QueryArgument asked, Grouping grouping) {
    Set<String> columns = new HashSet<>(ReportInput.COLUMNS);
    columns.addAll(grouping.columns());
    if (asked != null) {
      columns.addAll(asked.columns());
    }
    return columns;
  }

  private Predicate<Call> picked(Predicate<Call> matches) {
    if (roots.isEmpty()) {
      return matches;
    }
    Set<String> ids = new HashSet<>(roots);
    return call -> ids.contains(call.id()) && matches.test(call);
  }

  /** Nothing to report is not passed off as a report. */
  private void refuseNothing(ReportInput input) {
    List<String> unknown = roots.stream().filter(id -> !input.contains(id)).toList();
    if (!unknown.isEmpty()) {
      throw Failure.failed(input.file() + ": no call has the id " + Words.first(3, unknown));
    }
    if (input.isNothingPicked()) {
      throw Failure.refused(input.file() + ": no call matches the query");
    }
    if (input.isNothingInTime()) {
      throw Failure.refused(
          input.file() + ": no call started in the time of --since, --until or --split");
    }
  }
}
