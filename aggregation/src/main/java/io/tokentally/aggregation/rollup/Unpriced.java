package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.value.Texts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Models without a price, with their calls and tokens: SEMANTICS.md section 10, rule 45. */
final class Unpriced {

  private static final class Missing {
    private final List<String> callIds = new ArrayList<>();
    private BigInteger totalTokens = BigInteger.ZERO;
  }

  private final Map<String, Missing> byModel = new TreeMap<>(Texts::compare);

  void add(String model, String callId, long totalTokens) {
    Missing missing = byModel.computeIfAbsent(model, unused -> new Missing());
    missing.callIds.add(callId);
    missing.totalTokens = missing.totalTokens.add(BigInteger.valueOf(totalTokens));
  }

  void addAll(Unpriced others) {
    others.byModel.forEach(
        (model, more) -> {
          Missing missing = byModel.computeIfAbsent(model, unused -> new Missing());
          missing.callIds.addAll(more.callIds);
          missing.totalTokens = missing.totalTokens.add(more.totalTokens);
        });
  }

  /** {@return the models, sorted; with tokens where no call's usage holds that of others} */
  List<UnpricedModel> models(UsageScope scope) {
    List<UnpricedModel> models = new ArrayList<>();
    byModel.forEach(
        (model, missing) -> {
          missing.callIds.sort(Texts::compare);
          BigInteger tokens = scope == UsageScope.OWN ? missing.totalTokens : null;
          models.add(new UnpricedModel(model, missing.callIds, tokens));
        });
    return List.copyOf(models);
  }
}
