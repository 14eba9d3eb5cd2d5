package io.tokentally.cli;

import io.tokentally.jtokkit.JtokkitCounter;
import io.tokentally.providers.Estimate;
import io.tokentally.providers.ImageSize;
import io.tokentally.providers.ModelEstimate;
import io.tokentally.providers.TokenRange;
import io.tokentally.report.PriceSources;
import io.tokentally.report.data.EstimateCsv;
import io.tokentally.report.data.EstimateJson;
import io.tokentally.report.table.EstimateText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a call will cost before it is made. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    description = {
      "Estimates what a call will cost on each of several models, from the least to the most. Tokens"
          + " are exact for models of OpenAI, and within a bound for others. Nothing is taken to be"
          + " cached, nor that thinking is more than the output that is given."
    })
final class EstimateCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})x([1-9][0-9]{0,6})");

  private final Streams streams;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT|@FILE",
      description = "The prompt, or @ and the file that holds it.")
  private @Nullable String prompt;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      description = "How many tokens the prompt has, in place of --prompt.")
  private @Nullable Long promptTokens;

  @Option(
      names = "--image",
      paramLabel = "WIDTHxHEIGHT",
      description =
          "An image in the prompt, in pixels, in high detail; may be repeated. Models whose provider"
              + " documents a rule have its tokens in the estimate.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "N",
      description = "The expected tokens of the output. Default: none for the low cost.")
  private @Nullable Long output;

  @Option(
      names = "--max-output",
      paramLabel = "N",
      description = "The most tokens of the output. Default: the expected ones.")
  private @Nullable Long maxOutput;

  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "The models, with commas between; may be repeated.")
  private List<String> models = new ArrayList<>();

  @Mixin private PriceArguments prices = new PriceArguments();
  @Mixin private StartDate at = new StartDate();

  @Mixin private FormatArguments format = new FormatArguments();

  EstimateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Estimate estimate = ofPrompt().output(outputTokens());
    for (String image : images) {
      estimate = estimate.image(size(image));
    }
    PriceSources sources = prices.read();
    List<ModelEstimate> estimates = estimate.on(sources.table(), models, at.read());
    switch (format.format()) {
      case TABLE -> new EstimateText(estimates, basis(sources)).write(streams.sink());
      case JSON -> EstimateJson.write(estimates, streams.sink());
      case CSV -> EstimateCsv.write(estimates, streams.sink());
    }
    streams.out().flush();
    return 0;
  }

  private Estimate ofPrompt() {
    String text = prompt;
    Long tokens = promptTokens;
    if (tokens != null && text == null) {
      return Estimate.ofPrompt(TokenRange.exactly(atLeastZero("--prompt-tokens", tokens)));
    }
    if (tokens != null || text == null) {
      throw Failure.failed(
          "expected the prompt (--prompt) or its tokens (--prompt-tokens), one of them");
    }
    String content = text.startsWith("@") ? TextFile.read(text.substring(1)) : text;
    return Estimate.ofPrompt(content, new JtokkitCounter());
  }

  private TokenRange outputTokens() {
    long least = output == null ? 0 : atLeastZero("--output", output);
    long most = maxOutput == null ? least : atLeastZero("--max-output", maxOutput);
    if (most < least) {
      throw Failure.failed(
          "--max-output: expected at least the expected output, " + least + ", found " + most);
    }
    return new TokenRange(least, most);
  }

  private static long atLeastZero(String option, long tokens) {
    if (tokens < 0) {
      throw Failure.failed(option + ": expected 0 or more tokens, found " + tokens);
    }
    return tokens;
  }

  private static ImageSize size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw Failure.failed(
          "--image: expected a width and a height such as 1024x768, found " + text);
    }
    return new ImageSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }

  private List<String> basis(PriceSources sources) {
    List<String> lines = new ArrayList<>();
    if (prompt != null) {
      lines.add(
          "Tokens: exact for models of OpenAI; for others from 3/4 to twice what o200k_base counts.");
    }
    lines.addAll(sources.lines("Prices"));
    return lines;
  }
}
