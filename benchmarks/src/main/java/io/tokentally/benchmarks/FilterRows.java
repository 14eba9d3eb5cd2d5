package io.tokentally.benchmarks;

import io.tokentally.benchmarks.Scores.Score;
import io.tokentally.benchmarks.queries.Way;
import java.util.ArrayList;
import java.util.List;

/** What the queries cost beside two baselines. */
final class FilterRows {

  private static final String UNIT = "ns/eval";

  private final Scores scores;
  private final String query;
  private final List<Row> rows = new ArrayList<>();

  private FilterRows(Scores scores, String query) {
    this.scores = scores;
    this.query = query;
  }

  /**
   * {@return the lines on one query}
   *
   * @param query its number, or {@code all}
   */
  static List<Row> of(Scores scores, String query) {
    FilterRows rows = new FilterRows(scores, query);
    boolean all = query.equals("all");
    rows.add("by hand on a typed record", Way.RECORDS_BY_HAND, Way.RECORDS_BY_HAND, "");
    rows.add("Tokentally on Call", Way.CALLS, Way.RECORDS_BY_HAND, all ? ">= 0.80" : "");
    rows.add("Tokentally on a typed record", Way.RECORDS, Way.RECORDS_BY_HAND, "");
    rows.add("by hand on JsonNode", Way.TREES_BY_HAND, Way.RECORDS_BY_HAND, "");
    rows.add("naive interpreter on JsonNode", Way.NAIVE, Way.RECORDS_BY_HAND, "");
    rows.add("CEL on maps", Way.CEL, Way.RECORDS_BY_HAND, "");
    rows.add("mongo-java-server on documents", Way.MONGO, Way.RECORDS_BY_HAND, "");
    rows.add("by hand on JsonNode", Way.TREES_BY_HAND, Way.TREES_BY_HAND, "");
    rows.add("Tokentally on JsonNode", Way.TREES, Way.TREES_BY_HAND, all ? ">= 0.90" : "");
    rows.add("naive interpreter on JsonNode", Way.NAIVE, Way.TREES_BY_HAND, "");
    return rows.rows;
  }

  /** {@return the lines on one thread and many} */
  static List<Row> ofThreads(Scores scores) {
    Score one = scores.of("ParallelBenchmark.stream");
    Score all = scores.of("ParallelBenchmark.parallelStream");
    String what = "filter, 8 in turn, 20,000 calls: ";
    return List.of(
        new Row(what + "stream", one.value(), UNIT, one.bytes(), 1, ""),
        new Row(
            what + "parallel stream",
            all.value(),
            UNIT,
            all.bytes(),
            one.value() / all.value(),
            ">= 1.70 on 2 processors"));
  }

  private void add(String what, Way way, Way baseline, String target) {
    Score score = score(way);
    double ratio = score(baseline).value() / score.value();
    String title = (query.equals("all") ? "filter, 8 in turn: " : "filter, " + query + ": ") + what;
    rows.add(new Row(title, score.value(), UNIT, score.bytes(), ratio, target));
  }

  private Score score(Way way) {
    return scores.of("FilterBenchmark.filter", query, way.name());
  }
}
