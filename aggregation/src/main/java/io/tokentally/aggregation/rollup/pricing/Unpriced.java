package io.tokentally.aggregation.rollup.pricing;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Sorted;
import io.tokentally.value.CodePoints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Models without a price, with their calls and tokens: docs/semantics.md rule 45. */
public final class Unpriced {

  private static final class Missing {
    private final Sorted<String> callIds;
    private BigInteger totalTokens = BigInteger.ZERO;

    Missing(int most) {
      this.callIds = new Sorted<>(CodePoints::compare, most);
    }
  }

  private final Map<String, Missing> byModel = new TreeMap<>(CodePoints::compare);
  private final int most;

  /**
   * No models.
   *
   * @param most how many calls of each model are listed
   */
  public Unpriced(int most) {
    this.most = most;
  }

  void add(String model, String callId, long totalTokens) {
    Missing missing = of(model);
    missing.callIds.add(callId);
    missing.totalTokens = missing.totalTokens.add(BigInteger.valueOf(totalTokens));
  }

  public void addAll(Unpriced others) {
    others.byModel.forEach(
        (model, more) -> {
          Missing missing = of(model);
          missing.callIds.addAll(more.callIds);
          missing.totalTokens = missing.totalTokens.add(more.totalTokens);
        });
  }

  private Missing of(String model) {
    return byModel.computeIfAbsent(model, unused -> new Missing(most));
  }

  /** {@return the models, sorted; with tokens where no call's usage holds that of others} */
  public List<UnpricedModel> models(UsageScope scope) {
    List<UnpricedModel> models = new ArrayList<>();
    byModel.forEach(
        (model, missing) -> {
          BigInteger tokens = scope != UsageScope.INCLUSIVE ? missing.totalTokens : null;
          models.add(
              new UnpricedModel(model, missing.callIds.list(), tokens, missing.callIds.count()));
        });
    return List.copyOf(models);
  }
}
