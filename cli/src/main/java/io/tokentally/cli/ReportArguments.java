package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.Retries;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.WrapperOperations;
import io.tokentally.dsl.Dialect;
import io.tokentally.otel.GenAiUsage;
import io.tokentally.providers.Provider;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.report.Failures;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Report;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that makes a report of a file of calls asks for, and the report. */
final class ReportArguments {

  /** In which form usage was recorded. */
  enum Recorded {
    PROVIDER,
    CONTRACT
  }

  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = {
        "Prices by model. May be repeated: the first file that has a price counts. A file is a"
            + " price list of LiteLLM, genai-prices or Weave, or the body of a /cost/create"
            + " request, or its costs object alone, as in",
        "  {\"gpt-4o\": {",
        "    \"prompt_token_cost\": 0.0000025,",
        "    \"completion_token_cost\": 0.00001}}",
        "bundled stands for the bundled prices, which are asked last wherever they are named.",
        "Default: bundled."
      })
  private List<String> prices = new ArrayList<>();

  @Option(
      names = "--alias",
      paramLabel = "NAME=MODEL",
      description =
          "Price the recorded name as this model of the prices; may be repeated. A report suggests"
              + " it where a name has no price of its own but a similar one has.")
  private Map<String, String> aliases = new LinkedHashMap<>();

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
      names = "--scope",
      paramLabel = "auto|own|inclusive|model-calls",
      converter = ScopeName.class,
      description = {
        "Whose usage counts where a call has some and calls below it have, too:",
        "auto         decided for each call: what repeats usage below it does not count",
        "own          all of it: every call holds its own",
        "inclusive    the call's, for the models that it names: it holds that of calls below",
        "model-calls  only that of calls that have none below them",
        "Default: auto; with --dialect weave: own."
      })
  private @Nullable UsageScope scope;

  @Option(
      names = "--wrapper",
      paramLabel = "NAME",
      description =
          "An operation that only runs others, for --scope auto, besides those of known kits; * in"
              + " it stands for any text. May be repeated.")
  private List<String> wrappers = new ArrayList<>();

  @Option(
      names = "--cache",
      paramLabel = "auto|inclusive|exclusive",
      description =
          "Whether recorded prompt tokens include the cached ones. Default: auto, seen from each"
              + " record.")
  private @Nullable CacheConvention cache;

  @Option(
      names = "--dialect",
      paramLabel = "standard|weave|weave_calls_merged",
      defaultValue = "standard",
      description =
          "What the query means, how counts are read and priced: as they read, or as on the Weave"
              + " server. Default: standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(
      names = "--skip-bad",
      description = "Go on after records that are no calls, and list them.")
  private boolean skipBad;

  @Option(
      names = "--usage-format",
      paramLabel = "provider|contract",
      description =
          "In which form usage was recorded: as model providers return it, recognised record by"
              + " record, or under the contract's own names alone. Default: provider; with"
              + " --dialect weave: contract.")
  private @Nullable Recorded usageFormat;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Who served the models, one of ${COMPLETION-CANDIDATES}: all usage is read as they return"
              + " it, and their prices count. Default: seen from each record.")
  private @Nullable Provider provider;

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

  /** Does the same and keeps the calls, to draw them. */
  Report readKeepingCalls(Streams streams, Grouping grouping) {
    return read(streams, true, null, grouping);
  }

  /** Does the same and looks for calls that failed. */
  Report readWithFailures(Streams streams, Grouping grouping) {
    return read(streams, false, new Retries(), grouping);
  }

  private Report read(
      Streams streams, boolean keepsCalls, @Nullable Retries retries, Grouping grouping) {
    TallyOptions options = options();
    QueryArgument asked = query == null ? null : QueryArgument.checked(query, dialect, streams);
    Predicate<Call> picked = picked(asked);
    PriceSources table = prices(prices);
    try (CallFile file = isBundled() ? CallFile.bundled() : inputs.open(skipBad, streams)) {
      if (retries == null) { // retries are seen from inputs
        file.readForRollup(columns(asked, grouping));
      }
      ReportInput input =
          new ReportInput(file, picked, keepsCalls, retries, grouping, options.usageFormat());
      UsageReport usage =
          Tally.with(table.table()).with(options).report(input, ReportedCall::picked);
      refuseNothing(input);
      Failures failures = retries == null ? null : Failures.of(usage, retries);
      return new Report(usage, input, options, table, failures, grouping.groups(usage));
    }
  }

  /** {@return the prices of files, with the models under the names that were asked for} */
  PriceSources prices(List<String> files) {
    return PriceFiles.read(files).alias(aliases);
  }

  private TallyOptions options() {
    TallyOptions.Builder options =
        TallyOptions.builder()
            .dialect(dialect)
            .usageScope(scope())
            .wrapperOperations(WrapperOperations.KNOWN.and(wrappers))
            .usageFormat(format());
    return (cache == null ? options : options.cacheConvention(cache)).build();
  }

  private UsageScope scope() {
    if (scope != null) {
      return scope;
    }
    return dialect == Dialect.STANDARD ? UsageScope.AUTO : UsageScope.OWN;
  }

  private UsageFormat format() {
    if (usageFormat == Recorded.CONTRACT || (usageFormat == null && dialect != Dialect.STANDARD)) {
      if (provider != null) {
        throw Failure.failed("--provider: usage is read in the contract's form, not a provider's");
      }
      return UsageFormat.CONTRACT;
    }
    return GenAiUsage.formatOr(
        provider == null ? ProviderUsage.format() : ProviderUsage.format(provider));
  }

  /** {@return the columns that the report reads besides those of a rollup} */
  private static Set<String> columns(@Nullable QueryArgument asked, Grouping grouping) {
    Set<String> columns = new HashSet<>(ReportInput.COLUMNS);
    columns.addAll(grouping.columns());
    if (asked != null) {
      columns.addAll(asked.query().columns());
    }
    return columns;
  }

  private Predicate<Call> picked(@Nullable QueryArgument asked) {
    Predicate<Call> matches = asked == null ? call -> true : asked.condition(dialect);
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
      throw Failure.refused(input.file() + ": no call started in the time of --since and --until");
    }
  }
}
