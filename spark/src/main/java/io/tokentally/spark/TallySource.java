package io.tokentally.spark;

import io.tokentally.aggregation.Tally;
import java.io.Serializable;

/**
 * Makes the tally that every task works with: prices, options, usage format. It travels to the
 * executors, which ask it once each; it therefore holds what a tally is made of, such as the text
 * of a price list, and answers the same everywhere and each time.
 *
 * <pre>{@code
 * String json = Files.readString(prices);
 * TallySource source = () -> Tally.with(PriceTable.parse(json));
 * }</pre>
 */
@FunctionalInterface
public interface TallySource extends Serializable {

  /** {@return a tally} Whatever it throws fails the job. */
  Tally tally();
}
