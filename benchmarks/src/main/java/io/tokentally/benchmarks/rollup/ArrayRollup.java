package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.SampleUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rollup by hand, for speed: typed records, ids become numbers, sums stand in arrays, money is a
 * long. It believes its input: no duplicates, no cycles, no overflow, a price for every model.
 */
final class ArrayRollup {

  private final Map<String, List<Tariff>> tariffs;
  private final Map<String, Integer> modelIds = new HashMap<>();
  private final List<String> models = new ArrayList<>();

  ArrayRollup(Map<String, List<Tariff>> tariffs) {
    this.tariffs = tariffs;
  }

  /** {@return the number of each call's parent} */
  static int[] parents(List<SampleCall> calls) {
    IdTable numbers = IdTable.of(calls, SampleCall::id);
    int[] parents = new int[calls.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = numbers.find(calls.get(i).parentId());
    }
    return parents;
  }

  /** {@return the totals; on the way the sums of every call are made} */
  Map<String, Total> rollUp(List<SampleCall> calls, int[] parents) {
    ArraySums sums = new ArraySums(calls.size());
    for (int i = 0; i < parents.length; i++) {
      addOwn(sums, i, calls.get(i));
    }
    for (int call : Order.childrenFirst(parents)) {
      if (parents[call] != IdTable.NONE) {
        sums.addAll(parents[call], call);
      }
    }
    long[][] totals = new long[models.size()][6];
    for (int i = 0; i < parents.length; i++) {
      if (parents[i] == IdTable.NONE) {
        sums.addTo(totals, i);
      }
    }
    return byName(totals);
  }

  private void addOwn(ArraySums sums, int number, SampleCall call) {
    String model = call.model();
    SampleUsage used = call.usage();
    if (model == null || used == null) {
      return;
    }
    Tariff tariff = Tariff.at(call.startedAt(), requireNonNull(tariffs.get(model)));
    sums.add(
        number,
        modelId(model),
        1,
        used.prompt(),
        used.completion(),
        used.cacheRead(),
        used.cacheCreation(),
        tariff.cost(used.prompt(), used.completion(), used.cacheRead(), used.cacheCreation()));
  }

  private int modelId(String model) {
    Integer known = modelIds.get(model);
    if (known != null) {
      return known;
    }
    modelIds.put(model, models.size());
    models.add(model);
    return models.size() - 1;
  }

  private Map<String, Total> byName(long[][] totals) {
    Map<String, Total> named = new TreeMap<>();
    for (int i = 0; i < totals.length; i++) {
      long[] t = totals[i];
      BigDecimal cost = BigDecimal.valueOf(t[5], Tariff.SCALE);
      named.put(models.get(i), new Total(t[0], t[1], t[2], t[3], t[4], cost));
    }
    return named;
  }
}
