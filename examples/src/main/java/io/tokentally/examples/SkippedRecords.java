package io.tokentally.examples;

import io.tokentally.BadCallException;
import io.tokentally.examples.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The records of a file that were left out: how many, and the first of them. */
final class SkippedRecords implements Consumer<BadCallException> {

  private static final int MOST_KEPT = 20;

  private final List<BadCallException> first = new ArrayList<>();
  private long count;

  @Override
  public void accept(BadCallException record) {
    count++;
    if (first.size() < MOST_KEPT) {
      first.add(record);
    }
  }

  long count() {
    return count;
  }

  /** {@return the first, at most {@value #MOST_KEPT}} */
  List<BadCallException> first() {
    return first;
  }

  /** Tells about them, if there are any. */
  void tell(String file, Streams streams) {
    if (count == 0) {
      return;
    }
    String shown = count > first.size() ? "; the first " + first.size() : "";
    streams.say(file + ": " + Words.count(count, "bad record") + " skipped" + shown + ":");
    for (BadCallException record : first) {
      streams.say("  " + where(record) + ": " + Failure.firstFaults(record));
    }
  }

  static String where(BadCallException record) {
    return "line " + record.line() + ", column " + record.column();
  }
}
