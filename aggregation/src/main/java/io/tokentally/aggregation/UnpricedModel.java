package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usage of a model that no price row held for (SEMANTICS.md section 10, rule 45).
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model
 * @param callIds the calls whose own usage it is, sorted
 * @param totalTokens the sum of their total tokens; null under {@link UsageScope#INCLUSIVE}, where
 *     it would count some twice
 */
public record UnpricedModel(String model, List<String> callIds, @Nullable BigInteger totalTokens) {
  public UnpricedModel {
    requireNonNull(model, "model");
    callIds = List.copyOf(callIds);
  }
}
