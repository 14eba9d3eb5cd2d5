package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usage of a model that no price row applied to (docs/semantics.md rule 45).
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model
 * @param callIds the ids of the calls whose own usage it is, sorted, each once; of very many the
 *     first {@link TallyOptions#maxFindings}
 * @param totalTokens the sum of their total tokens; null under {@link UsageScope#INCLUSIVE}, where
 *     it would count some twice
 * @param callCount how many calls there are, listed or not; calls of several traces with one id are
 *     several
 * @param reasons why there is no price, each reason once, sorted by kind, of very many the first;
 *     several where calls differ in their date, project or provider
 */
public record UnpricedModel(
    String model,
    List<String> callIds,
    @Nullable BigInteger totalTokens,
    long callCount,
    List<UnpricedReason> reasons) {
  public UnpricedModel {
    requireNonNull(model, "model");
    callIds = List.copyOf(callIds);
    reasons = List.copyOf(reasons);
  }

  /** A model whose calls are all listed, for reasons that are not known. */
  public UnpricedModel(String model, List<String> callIds, @Nullable BigInteger totalTokens) {
    this(model, callIds, totalTokens, callIds.size(), List.of());
  }
}
