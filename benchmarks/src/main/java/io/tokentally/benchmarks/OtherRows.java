package io.tokentally.benchmarks;

import io.tokentally.benchmarks.reading.Footprint;
import java.util.ArrayList;
import java.util.List;

/** What reading and keeping calls cost. */
final class OtherRows {

  private static final String SKIP = "Jackson's tokens, skipped";

  private final Scores scores;
  private final List<Row> rows = new ArrayList<>();

  private OtherRows(Scores scores) {
    this.scores = scores;
  }

  static List<Row> ofReading(Scores scores) {
    OtherRows rows = new OtherRows(scores);
    rows.addReading("calls as a rollup needs them", "callsForRollup", SKIP, "skip", "0.90");
    rows.addReading("whole calls", "calls", SKIP, "skip", "0.80");
    rows.addReading("whole calls", "calls", "Jackson's trees", "trees", "");
    rows.addReading("calls as a rollup needs them", "callsForRollup", "by hand", "extract", "");
    return rows.rows;
  }

  private void addReading(String what, String method, String baseline, String other, String asked) {
    double ours = scores.of("ReadingBenchmark." + method);
    double theirs = scores.of("ReadingBenchmark." + other);
    rows.add(Row.more("reading of " + what, baseline, ours, theirs, "MB/s", asked));
  }

  static List<Row> ofMemory(Footprint.Bytes bytes) {
    String unit = "bytes";
    return List.of(
        Row.less("memory of whole calls", "their JSON", bytes.calls(), bytes.json(), unit, "0.83"),
        Row.less(
            "memory of whole calls", "Jackson's trees", bytes.calls(), bytes.trees(), unit, ""),
        Row.less(
            "memory of calls, ids included, as a report of streamed ones keeps them",
            "records by hand",
            bytes.streamed(),
            bytes.extracted(),
            unit,
            ""));
  }
}
