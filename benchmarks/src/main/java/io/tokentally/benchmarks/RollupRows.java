package io.tokentally.benchmarks;

import io.tokentally.benchmarks.rollup.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a rolled-up call costs. */
final class RollupRows {

  private static final String UNIT = "ns";
  private static final double NANOS = 1e6; // of a millisecond

  private static final String ARRAYS = "arrays by hand, ids interned";
  private static final String MAPS = "naive maps of doubles";

  private final Scores scores;
  private final List<Row> rows = new ArrayList<>();

  private RollupRows(Scores scores) {
    this.scores = scores;
  }

  static List<Row> of(Scores scores, Plan plan) {
    RollupRows rows = new RollupRows(scores);
    rows.addShape(Shape.TRACES_1M);
    rows.addMillion();
    plan.shapes().forEach(rows::addShape);
    return rows.rows;
  }

  private void addShape(Shape shape) {
    add(shape, "report alone", "library", ARRAYS, "arraysAndIds", "0.80");
    if (shape != Shape.TRACES_10M) {
      add(shape, "every usage and cost looked at", "lookedAt", MAPS, "maps", "1.50");
    }
  }

  private void addMillion() {
    Shape million = Shape.TRACES_1M;
    add(million, "report alone", "library", MAPS, "maps", "");
    add(million, "report alone", "library", "arrays, ids interned before", "arrays", "");
    add(million, "streamed calls, report alone", "streamed", ARRAYS, "arraysAndIds", "");
    String oneThread = "the same in one thread, on 2 processors";
    add(million, "report in parallel", "inParallel", oneThread, "library", "1.70");
  }

  private void add(
      Shape shape, String what, String method, String baseline, String other, String asked) {
    String work = "rollup of " + shape.title() + ", " + what;
    rows.add(Row.less(work, baseline, perCall(method, shape), perCall(other, shape), UNIT, asked));
  }

  private double perCall(String method, Shape shape) {
    return scores.of("RollupBenchmark." + method, shape.name()) * NANOS / shape.size();
  }
}
