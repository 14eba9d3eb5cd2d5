package io.tokentally.aggregation.rollup.pricing;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Sorted;
import io.tokentally.value.CodePoints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Models without a price, with their calls and tokens: docs/semantics.md rule 45. */
public final class Unpriced {

  /** Calls of one model differ in few ways; of more the first in order are named. */
  private static final int MOST_REASONS = 20;

  private static final Comparator<UnpricedReason> ORDER =
      Comparator.comparing(UnpricedReason::kind)
          .thenComparing(UnpricedReason::nearest, nullsFirst(naturalOrder()))
          .thenComparing(UnpricedReason::detail, nullsFirst(naturalOrder()));

  private static final class Missing {
    private final Sorted<String> callIds;
    private final NavigableSet<UnpricedReason> reasons = new TreeSet<>(ORDER);
    private BigInteger totalTokens = BigInteger.ZERO;

    Missing(int most) {
      this.callIds = new Sorted<>(CodePoints::compare, most);
    }

    void add(UnpricedReason why) {
      if (reasons.add(why) && reasons.size() > MOST_REASONS) {
        reasons.pollLast();
      }
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

  /**
   * Adds usage of a call.
   *
   * @param isFirst whether the call has no other usage of the model that was added before
   */
  void add(String model, String callId, boolean isFirst, long totalTokens, UnpricedReason why) {
    Missing missing = of(model);
    if (isFirst) {
      missing.callIds.add(callId);
    }
    missing.add(why);
    missing.totalTokens = missing.totalTokens.add(BigInteger.valueOf(totalTokens));
  }

  public void addAll(Unpriced others) {
    others.byModel.forEach(
        (model, more) -> {
          Missing missing = of(model);
          missing.callIds.addAll(more.callIds);
          more.reasons.forEach(missing::add);
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
              new UnpricedModel(
                  model,
                  missing.callIds.list().stream().distinct().toList(),
                  tokens,
                  missing.callIds.count(),
                  List.copyOf(missing.reasons)));
        });
    return List.copyOf(models);
  }
}
