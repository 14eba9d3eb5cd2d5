package io.tokentally.providers;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LineItem;
import java.util.List;

/**
 * What a call of one model will cost at the least and at the most, if its tokens are within their
 * bounds.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model
 * @param prompt the tokens of the prompt, images included
 * @param output the tokens of the output
 * @param low the least cost
 * @param high the greatest cost
 * @param lowItems what the least cost consists of, a line for each kind of usage
 * @param highItems what the greatest cost consists of
 * @param open what the estimate leaves out, in words: images of a model without a rule
 */
public record ModelEstimate(
    String model,
    TokenRange prompt,
    TokenRange output,
    Cost low,
    Cost high,
    List<LineItem> lowItems,
    List<LineItem> highItems,
    List<String> open) {
  public ModelEstimate {
    lowItems = List.copyOf(lowItems);
    highItems = List.copyOf(highItems);
    open = List.copyOf(open);
  }

  /** {@return whether all that was asked about has a price} */
  public boolean isComplete() {
    return low.isComplete() && high.isComplete() && open.isEmpty();
  }
}
