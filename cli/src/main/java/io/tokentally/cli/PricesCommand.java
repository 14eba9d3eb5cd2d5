package io.tokentally.cli;

import io.tokentally.report.PriceAnswer;
import io.tokentally.report.PriceSources;
import io.tokentally.report.data.PricesCsv;
import io.tokentally.report.data.PricesJson;
import io.tokentally.report.table.PricesText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what price files hold, and how the name of a model is found in them. */
@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the models and rates of price files, what was left out of them and why; with --model,"
          + " how the name of a model is found, and which price a call takes.",
      "Rates are per million tokens in the table, per token in other formats."
    })
final class PricesCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "Price files, as for --prices; with --model the first that has a price counts.",
        "Default: the bundled prices."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Show how this name is found; may be repeated.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Who served the models of --model. Default: not known.")
  private @Nullable String provider;

  @Mixin private PriceArguments prices = new PriceArguments();
  @Mixin private StartDate at = new StartDate();

  @Option(names = "--all", description = "Name every entry that was left out in the table.")
  private boolean all;

  @Mixin private FormatArguments output = new FormatArguments();

  PricesCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    PriceSources sources = prices.read(files);
    if (models.isEmpty()) {
      switch (output.format()) {
        case TABLE -> new PricesText(all).writeAll(sources, streams.sink());
        case JSON -> PricesJson.writeAll(sources, streams.sink());
        case CSV -> PricesCsv.writeAll(sources, streams.sink());
      }
      streams.out().flush();
      return 0;
    }
    Instant start = at.read();
    List<PriceAnswer> answers =
        models.stream().map(model -> PriceAnswer.of(sources, model, provider, start)).toList();
    switch (output.format()) {
      case TABLE -> new PricesText(all).writeAnswers(answers, streams.sink());
      case JSON -> PricesJson.writeAnswers(answers, streams.sink());
      case CSV -> PricesCsv.writeAnswers(answers, streams.sink());
    }
    streams.out().flush();
    boolean allPriced = answers.stream().allMatch(answer -> answer.choice() != null);
    return allPriced ? 0 : Failure.REFUSED;
  }
}
