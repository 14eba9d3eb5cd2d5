package io.tokentally.spark;

import io.tokentally.aggregation.Tally;
import java.util.ArrayList;
import java.util.List;

/** Tallies that are made in this JVM, where all tasks of a local session run. */
final class Tallies {

  private static final List<Tally> ALL = new ArrayList<>();

  private Tallies() {}

  static synchronized TallySource source(Tally tally) {
    ALL.add(tally);
    int number = ALL.size() - 1;
    return () -> get(number);
  }

  private static synchronized Tally get(int number) {
    return ALL.get(number);
  }
}
