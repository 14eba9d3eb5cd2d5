package io.tokentally.aggregation.rollup.records;

import io.tokentally.TracedCall;
import java.util.Iterator;
import java.util.Set;

/**
 * The calls of a trace that is reported by itself, while other traces are reported elsewhere.
 *
 * @param calls all of them
 * @param countedElsewhere the ids of those that other traces have as well, and that count there
 * @param duplicatesElsewhere the ids whose duplicates are reported with those of other traces
 */
public record PartOfReport<T extends TracedCall>(
    Iterable<T> calls, Set<String> countedElsewhere, Set<String> duplicatesElsewhere)
    implements Iterable<T> {

  @Override
  public Iterator<T> iterator() {
    return calls.iterator();
  }
}
