package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rollup by hand, for speed: ids become numbers, sums stand in arrays, money is a long. It
 * believes its input: no duplicates, no cycles, no overflow, a price for every model.
 */
final class ArrayRollup {

  private static final int NONE = -1;

  private final Map<String, List<Tariff>> tariffs;
  private final Map<String, Integer> modelIds = new HashMap<>();
  private final List<String> models = new ArrayList<>();

  ArrayRollup(Map<String, List<Tariff>> tariffs) {
    this.tariffs = tariffs;
  }

  /** {@return the number of each call's parent} */
  static int[] parents(List<? extends TracedCall> calls) {
    Map<String, Integer> numbers = new HashMap<>(calls.size() * 2);
    for (int i = 0; i < calls.size(); i++) {
      numbers.put(calls.get(i).id(), i);
    }
    int[] parents = new int[calls.size()];
    for (int i = 0; i < parents.length; i++) {
      String parent = calls.get(i).parentId();
      parents[i] = parent == null ? NONE : numbers.getOrDefault(parent, NONE);
    }
    return parents;
  }

  /** {@return the totals; on the way the sums of every call are made} */
  Map<String, Total> rollUp(List<? extends TracedCall> calls, int[] parents) {
    ArraySums sums = new ArraySums(calls.size());
    for (int i = 0; i < parents.length; i++) {
      addOwn(sums, i, calls.get(i));
    }
    for (int call : childrenFirst(parents)) {
      if (parents[call] != NONE) {
        sums.addAll(parents[call], call);
      }
    }
    long[][] totals = new long[models.size()][6];
    for (int i = 0; i < parents.length; i++) {
      if (parents[i] == NONE) {
        sums.addTo(totals, i);
      }
    }
    return byName(totals);
  }

  private void addOwn(ArraySums sums, int number, TracedCall call) {
    if (!(call.usage() instanceof Map<?, ?> usage)) {
      return;
    }
    for (Map.Entry<?, ?> each : usage.entrySet()) {
      String model = (String) each.getKey();
      Map<?, ?> counts = (Map<?, ?>) each.getValue();
      long prompt = count(counts.get("prompt_tokens"));
      long completion = count(counts.get("completion_tokens"));
      long read = count(counts.get("cache_read_input_tokens"));
      long creation = count(counts.get("cache_creation_input_tokens"));
      Tariff tariff =
          Tariff.at(requireNonNull(call.startedAt()), requireNonNull(tariffs.get(model)));
      long cost = tariff.cost(prompt, completion, read, creation);
      long requests = count(counts.get("requests"));
      sums.add(number, modelId(model), requests, prompt, completion, read, creation, cost);
    }
  }

  private static long count(@Nullable Object value) {
    return value == null ? 0 : (Long) value;
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

  /** {@return all calls, each after the calls that it made} */
  private static int[] childrenFirst(int[] parents) {
    int[] open = new int[parents.length];
    for (int parent : parents) {
      if (parent != NONE) {
        open[parent]++;
      }
    }
    int[] order = new int[parents.length];
    int end = 0;
    for (int i = 0; i < parents.length; i++) {
      if (open[i] == 0) {
        order[end++] = i;
      }
    }
    for (int at = 0; at < end; at++) {
      int parent = parents[order[at]];
      if (parent != NONE && --open[parent] == 0) {
        order[end++] = parent;
      }
    }
    return order;
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
