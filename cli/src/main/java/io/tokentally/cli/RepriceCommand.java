package io.tokentally.cli;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Report;
import io.tokentally.report.Repricing;
import io.tokentally.report.data.RepriceRecords;
import io.tokentally.report.table.RepriceText;
import io.tokentally.report.text.Words;
import io.tokentally.value.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the same tokens would have cost otherwise. */
@Command(
    name = "reprice",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what the same tokens would have cost at other prices (--to), or had another model been"
          + " used (--as), beside what they cost, by model."
    })
final class RepriceCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The other prices, as for --prices; may be repeated. Default: the same ones.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--as",
      paramLabel = "MODEL=OTHER",
      description = "Take the price of the other model for this one; may be repeated.")
  private Map<String, String> as = new LinkedHashMap<>();

  @Option(names = "--all", description = "Show every finding in the table.")
  private boolean all;

  @Mixin private FormatArguments output = new FormatArguments();

  RepriceCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    if (to.isEmpty() && as.isEmpty()) {
      throw Failure.failed("expected other prices (--to) or other models (--as), found neither");
    }
    Report report = arguments.read(streams);
    refuseUnused(report.usage());
    PriceSources prices = to.isEmpty() ? report.prices() : arguments.prices(to);
    UsageReport after = report.usage().repriced(prices.table(), as);
    refuseUnpriced(after, prices);
    Repricing repricing = new Repricing(report, after, prices, as);
    switch (output.format()) {
      case TABLE -> new RepriceText(repricing, all).write(streams.sink());
      case JSON -> new RepriceRecords(repricing).writeJson(streams.sink());
      case CSV -> new RepriceRecords(repricing).writeCsv(streams.sink());
    }
    streams.out().flush();
    if (output.format() != FormatArguments.Format.TABLE) {
      report.prices().skipped().forEach(streams::say);
      if (!to.isEmpty()) {
        prices.skipped().forEach(streams::say);
      }
    }
    report.source().skipped().lines().forEach(streams::say);
    Inputs.tell(report.source().files(), streams);
    return 0;
  }

  /** What was asked for by a name that leads to no price is not passed off as an unpriced model. */
  private void refuseUnpriced(UsageReport after, PriceSources prices) {
    List<String> wrong = new ArrayList<>();
    for (UnpricedModel unpriced : after.unpricedModels()) {
      String model = unpriced.model();
      String other = as.get(model);
      boolean isName = unpriced.reasons().stream().allMatch(RepriceCommand::isOfName);
      if (other != null && isName && !after.pricedPartOfTotals().containsKey(model)) {
        wrong.add(
            model + "=" + other + ": " + why(model, other, unpriced.reasons().get(0), prices));
      }
    }
    if (!wrong.isEmpty()) {
      throw Failure.failed("--as " + String.join("; --as ", wrong));
    }
  }

  private static String why(
      String model, String other, UnpricedReason reason, PriceSources prices) {
    List<String> near = new ArrayList<>();
    if (reason.nearest() != null) {
      near.add(reason.nearest());
    } else {
      List<String> priced =
          prices.sources().stream()
              .flatMap(source -> source.list().rows().stream())
              .map(PriceRow::llmId)
              .distinct()
              .toList();
      near.addAll(NearNames.of(other, priced));
    }
    return reason.why()
        + (near.isEmpty()
            ? "; tokentally prices lists the names that have one"
            : "; did you mean " + model + "=" + String.join(" or " + model + "=", near) + "?");
  }

  private static boolean isOfName(UnpricedReason reason) {
    return switch (reason.kind()) {
      case NO_ROW, SKIPPED, OTHER_PROVIDER, AMBIGUOUS -> true;
      case NO_DATE, ALL_LATER, NO_RATE -> false;
    };
  }

  private void refuseUnused(UsageReport before) {
    List<String> used = List.copyOf(before.totals().keySet());
    List<String> unused = as.keySet().stream().filter(model -> !used.contains(model)).toList();
    if (!unused.isEmpty()) {
      String known = used.isEmpty() ? "no model at all" : Words.first(5, used);
      throw Failure.failed("--as: no call used " + Words.first(3, unused) + "; used: " + known);
    }
  }
}
