package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that has not been made yet: its prompt and output, and so what it will cost on any model.
 * Nothing of the prompt is assumed to be cached. Immutable and thread-safe, if the counter is.
 */
public final class Estimate {
  private final Function<String, TokenRange> prompt;
  private final List<ImageSize> images;
  private final TokenRange output;

  private Estimate(Function<String, TokenRange> prompt, List<ImageSize> images, TokenRange output) {
    this.prompt = prompt;
    this.images = List.copyOf(images);
    this.output = output;
  }

  /** {@return a call with a prompt of so many tokens, whatever the model, and no output} */
  public static Estimate ofPrompt(TokenRange tokens) {
    requireNonNull(tokens, "tokens");
    return new Estimate(model -> tokens, List.of(), TokenRange.NONE);
  }

  /**
   * {@return a call with this prompt and no output}
   *
   * @param text the prompt as one string; what a model adds to a message, a few tokens, is not
   *     counted
   * @param counter counts its tokens for each model
   */
  public static Estimate ofPrompt(String text, TokenCounter counter) {
    requireNonNull(text, "text");
    requireNonNull(counter, "counter");
    return new Estimate(model -> counter.count(model, text), List.of(), TokenRange.NONE);
  }

  /** {@return the same call with one more image in its prompt, in high detail} */
  public Estimate image(ImageSize image) {
    List<ImageSize> more = new ArrayList<>(images);
    more.add(requireNonNull(image, "image"));
    return new Estimate(prompt, more, output);
  }

  /**
   * {@return the same call with another output}
   *
   * @param tokens the expected output, or from the expected to the greatest; those of thinking
   *     included
   */
  public Estimate output(TokenRange tokens) {
    return new Estimate(prompt, images, requireNonNull(tokens, "tokens"));
  }

  /**
   * {@return what the call will cost on each model, in the order given}
   *
   * @param prices the prices
   * @param models the models by the names that calls record
   * @param when when the call will begin
   */
  public List<ModelEstimate> on(PriceTable prices, List<String> models, Instant when) {
    requireNonNull(prices, "prices");
    requireNonNull(when, "when");
    return models.stream().map(model -> on(prices, model, when)).toList();
  }

  private ModelEstimate on(PriceTable prices, String model, Instant when) {
    TokenRange tokens = prompt.apply(model);
    List<String> open = new ArrayList<>();
    for (ImageSize image : images) {
      TokenRange ofImage = ImageTokens.of(model, image);
      if (ofImage == null) {
        open.add("no rule is known for the tokens of the image " + image);
      } else {
        tokens = tokens.plus(ofImage);
      }
    }
    List<Priced> all = new ArrayList<>();
    for (long at : turns(prices, model, when, tokens)) {
      all.add(new Priced(prices, model, when, at, output.least()));
      all.add(new Priced(prices, model, when, at, output.most()));
    }
    Priced low = all.get(0);
    Priced high = all.get(all.size() - 1);
    if (all.stream().allMatch(each -> each.amount() != null)) {
      low = all.stream().min(Comparator.comparing(Priced::known)).orElseThrow();
      high = all.stream().max(Comparator.comparing(Priced::known)).orElseThrow();
    }
    return new ModelEstimate(
        model,
        tokens,
        output,
        low.cost(),
        high.cost(),
        low.report.explainTotals(model).items(),
        high.report.explainTotals(model).items(),
        open);
  }

  /**
   * {@return the prompts at which the cost may be least or greatest, ascending} Between two
   * thresholds of a price it grows with the prompt.
   */
  private static Set<Long> turns(PriceTable prices, String model, Instant when, TokenRange tokens) {
    Set<Long> turns = new TreeSet<>(List.of(tokens.least(), tokens.most()));
    Optional<PriceChoice> choice =
        prices.pricing(model, null, null, TallyOptions.DEFAULT).apply(when);
    if (choice.isPresent()) {
      for (PriceVariant variant : choice.get().row().variants()) {
        long above = variant.abovePromptTokens();
        if (above >= tokens.least() && above < tokens.most()) {
          turns.addAll(List.of(above, above + 1));
        }
      }
    }
    return turns;
  }

  /** One prompt and output, priced. */
  private static final class Priced {
    private final UsageReport report;
    private final Cost cost;

    Priced(PriceTable prices, String model, Instant when, long prompt, long output) {
      RecordedUsage usage =
          RecordedUsage.builder().promptTokens(prompt).completionTokens(output).build();
      this.report = Tally.with(prices).report(List.of(new OneUsage(model, usage, null, when)));
      this.cost = report.cost();
    }

    Cost cost() {
      return cost;
    }

    @Nullable BigDecimal amount() {
      return cost.amount();
    }

    BigDecimal known() {
      return requireNonNull(cost.amount());
    }
  }
}
