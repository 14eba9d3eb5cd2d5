package io.tokentally.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured, by benchmark and parameters. */
final class Scores {

  /**
   * One figure.
   *
   * @param value in the unit of the benchmark
   * @param bytes allocated by one operation
   */
  record Score(double value, double bytes) {}

  private final Map<List<String>, Score> scores = new HashMap<>();

  void addAll(Collection<RunResult> results) {
    results.forEach(this::add);
  }

  private void add(RunResult result) {
    List<String> key = new ArrayList<>();
    key.add(result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"));
    for (String name : result.getParams().getParamsKeys()) {
      key.add(result.getParams().getParam(name));
    }
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    double allocated = bytes == null ? Double.NaN : bytes.getScore();
    scores.put(key, new Score(result.getPrimaryResult().getScore(), allocated));
  }

  /**
   * {@return the score}
   *
   * @param benchmark class and method
   * @param params its parameters, sorted by their names
   */
  Score of(String benchmark, String... params) {
    List<String> key = new ArrayList<>(List.of(params));
    key.add(0, benchmark);
    Score score = scores.get(key);
    if (score == null) {
      throw new IllegalStateException("not measured: " + key);
    }
    return score;
  }
}
