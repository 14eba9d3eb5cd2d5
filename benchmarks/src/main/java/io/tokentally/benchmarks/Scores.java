package io.tokentally.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** What was measured, by benchmark and parameters: medians, which a busy machine moves least. */
final class Scores {

  private static final int MEDIAN = 50;

  private final Map<List<String>, Double> scores = new HashMap<>();

  void addAll(Collection<RunResult> results) {
    results.forEach(this::add);
  }

  private void add(RunResult result) {
    List<String> key = new ArrayList<>();
    key.add(result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"));
    for (String name : result.getParams().getParamsKeys()) {
      key.add(result.getParams().getParam(name));
    }
    scores.put(key, result.getPrimaryResult().getStatistics().getPercentile(MEDIAN));
  }

  /**
   * {@return the score, in the unit of the benchmark}
   *
   * @param benchmark class and method
   * @param params its parameters, sorted by their names
   */
  double of(String benchmark, String... params) {
    List<String> key = new ArrayList<>(List.of(params));
    key.add(0, benchmark);
    Double score = scores.get(key);
    if (score == null) {
      throw new IllegalStateException("not measured: " + key);
    }
    return score;
  }
}
