package io.tokentally.benchmarks;

import io.tokentally.benchmarks.Scores.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What reading, compiling and keeping cost. */
final class OtherRows {

  private final Scores scores;
  private final List<Row> rows = new ArrayList<>();

  private OtherRows(Scores scores) {
    this.scores = scores;
  }

  /**
   * {@return the lines}
   *
   * @param bytesPerCall by the form in which calls are kept
   */
  static List<Row> of(Scores scores, Map<String, Double> bytesPerCall) {
    OtherRows rows = new OtherRows(scores);
    rows.addReading("Jackson's tokens, skipped", "skip", "");
    rows.addReading("extraction by hand", "extract", "");
    rows.addReading("Jackson's trees", "trees", "");
    rows.addReading("Tokentally, for a rollup", "callsForRollup", ">= 0.90");
    rows.addReading("Tokentally, whole calls", "calls", "");
    rows.addCompiling("12 leaves", "compile");
    rows.addCompiling("12 leaves, from JSON", "parseAndCompile");
    bytesPerCall.forEach(rows::addMemory);
    return rows.rows;
  }

  private void addReading(String what, String method, String target) {
    Score score = scores.of("ReadingBenchmark." + method);
    double ratio = score.value() / scores.of("ReadingBenchmark.skip").value();
    rows.add(new Row("read: " + what, score.value(), "MB/s", Double.NaN, ratio, target));
  }

  private void addCompiling(String what, String method) {
    Score score = scores.of("CompileBenchmark." + method);
    double micros = score.value() / 1_000;
    rows.add(new Row("compile: " + what, micros, "us", score.bytes(), Double.NaN, "< 100 us"));
  }

  private void addMemory(String what, double bytes) {
    String target = what.startsWith("of it") ? "<= 120 B/call" : "";
    rows.add(Row.figure("memory: " + what, bytes, "B/call", target));
  }
}
