package io.tokentally.benchmarks;

import io.tokentally.benchmarks.Scores.Score;
import io.tokentally.benchmarks.rollup.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a rolled-up call costs. */
final class RollupRows {

  private final Scores scores;
  private final List<Row> rows = new ArrayList<>();

  private RollupRows(Scores scores) {
    this.scores = scores;
  }

  static List<Row> of(Scores scores, Plan plan) {
    RollupRows rows = new RollupRows(scores);
    rows.addMillion();
    for (Shape shape : plan.shapes()) {
      rows.addShape(shape);
    }
    return rows.rows;
  }

  private void addMillion() {
    double baseline = perCall("arraysAndIds", Shape.TRACES_1M);
    add("arrays by hand, ids interned", "arraysAndIds", Shape.TRACES_1M, baseline, "");
    add("Tokentally", "library", Shape.TRACES_1M, baseline, ">= 0.70");
    add("Tokentally, calls going by once", "goingBy", Shape.TRACES_1M, baseline, "");
    add("arrays by hand, ids interned before", "arrays", Shape.TRACES_1M, baseline, "");
    add("naive maps", "maps", Shape.TRACES_1M, baseline, "");
    double oneThread = perCall("library", Shape.TRACES_1M);
    add(
        "Tokentally, in parallel, by one thread",
        "inParallel",
        Shape.TRACES_1M,
        oneThread,
        ">= 1.70 on 2 processors");
  }

  /** Other shapes beside ordinary traces of a tenth of a million. */
  private void addShape(Shape shape) {
    double ordinary = perCall("library", Shape.TRACES_100K);
    String target = shape == Shape.CHAIN_100K ? ">= 0.50" : "";
    add("Tokentally, by TRACES_100K", "library", shape, ordinary, target);
    double byHand = perCall("arraysAndIds", shape);
    add("Tokentally, by arrays", "library", shape, byHand, "");
  }

  private void add(String what, String method, Shape shape, double baseline, String target) {
    double micros = perCall(method, shape);
    double bytes = score(method, shape).bytes() / shape.size();
    String title = "rollup, " + shape + ": " + what;
    rows.add(new Row(title, micros, "us/call", bytes, baseline / micros, target));
  }

  private double perCall(String method, Shape shape) {
    return score(method, shape).value() * 1_000 / shape.size();
  }

  private Score score(String method, Shape shape) {
    return scores.of("RollupBenchmark." + method, shape.name());
  }
}
