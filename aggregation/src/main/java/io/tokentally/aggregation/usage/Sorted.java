package io.tokentally.aggregation.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is collected in any order, and sorted when somebody looks. Many reports are never asked for
 * it. Thread-safe as soon as nothing is added any more.
 */
final class Sorted<T> {

  private final Comparator<? super T> order;
  private List<T> found = new ArrayList<>();
  private boolean sorted;

  Sorted(Comparator<? super T> order) {
    this.order = order;
  }

  void add(T each) {
    found.add(each);
  }

  void addAll(Sorted<T> others) {
    found.addAll(others.found);
  }

  /** {@return the list, which cannot be changed} */
  synchronized List<T> list() {
    if (!sorted) {
      found.sort(order);
      found = List.copyOf(found);
      sorted = true;
    }
    return found;
  }
}
