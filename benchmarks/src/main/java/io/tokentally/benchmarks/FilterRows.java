package io.tokentally.benchmarks;

import io.tokentally.benchmarks.queries.Way;
import java.util.ArrayList;
import java.util.List;

/** What queries cost beside the same conditions written otherwise. */
final class FilterRows {

  private static final String UNIT = "ns";
  private static final String TYPED = "predicates by hand on a typed record";
  private static final String TREES = "predicates by hand on Jackson's trees";

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
    rows.add("`Call`", Way.CALLS, TYPED, Way.RECORDS_BY_HAND, all ? "0.60" : "");
    rows.add("a typed record", Way.RECORDS, TYPED, Way.RECORDS_BY_HAND, "");
    rows.add("Jackson's trees", Way.TREES, TREES, Way.TREES_BY_HAND, all ? "1.50" : "");
    rows.add("Jackson's trees", Way.TREES, "a naive interpreter on them", Way.NAIVE, "");
    rows.add("`Call`", Way.CALLS, "CEL on maps", Way.CEL, "");
    rows.add("`Call`", Way.CALLS, "mongo-java-server's matcher on its documents", Way.MONGO, "");
    return rows.rows;
  }

  /** {@return the line on many threads} */
  static Row ofThreads(Scores scores) {
    return Row.less(
        "eight queries, parallel stream",
        "the same in one thread, on 2 processors",
        scores.of("ParallelBenchmark.parallelStream"),
        scores.of("ParallelBenchmark.stream"),
        UNIT,
        "1.70");
  }

  private void add(String records, Way way, String baseline, Way other, String asked) {
    String work = query.equals("all") ? "eight queries in turn on " : "query " + query + " on ";
    rows.add(Row.less(work + records, baseline, score(way), score(other), UNIT, asked));
  }

  private double score(Way way) {
    return scores.of("FilterBenchmark.filter", query, way.name());
  }
}
