package io.tokentally.aggregation.usage;

import java.util.function.Consumer;

/**
 * A call that keeps its usage as numbers. Where all of it are counts under the contract's names,
 * they need not be made a map to be read.
 */
public interface CountedUsage {

  /** {@return of how many models there are such counts; negative where usage is something else} */
  int countedModels();

  /**
   * Gives the counts of each model, in the order of the usage.
   *
   * @param counts takes those of a model
   * @param model is given the model whose counts were taken
   * @return whether there are such counts; if not, nothing was given
   */
  boolean readCounts(PlainCounts counts, Consumer<String> model);
}
