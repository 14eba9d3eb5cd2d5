package io.tokentally.aggregation.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is collected in any order, and sorted when somebody looks. Many reports are never asked for
 * it. Of very many the first in order are kept and the others counted, so that what is kept does
 * not depend on how it came. Thread-safe as soon as nothing is added any more.
 */
public final class Sorted<T> {

  private final Comparator<? super T> order;
  private final int most;
  private List<T> found = new ArrayList<>();
  private long count;
  private boolean sorted;

  /**
   * An empty collection.
   *
   * @param order in which only equals are equal
   * @param most how many are kept
   */
  public Sorted(Comparator<? super T> order, int most) {
    this.order = order;
    this.most = most;
  }

  public void add(T each) {
    found.add(each);
    count++;
    cutIfMany();
  }

  public void addAll(Sorted<T> others) {
    found.addAll(others.found);
    count += others.count;
    cutIfMany();
  }

  /** Forgets everything. */
  public void clear() {
    if (count > 0) {
      found = new ArrayList<>();
      count = 0;
      sorted = false;
    }
  }

  /** Sorts seldom: only when as many have come as may stay. */
  private void cutIfMany() {
    if (found.size() >= 2L * most) {
      cut();
    }
  }

  private void cut() {
    found.sort(order);
    found.subList(Math.min(most, found.size()), found.size()).clear();
  }

  /** {@return the first in order, as a list that cannot be changed} */
  public synchronized List<T> list() {
    if (!sorted) {
      cut();
      found = List.copyOf(found);
      sorted = true;
    }
    return found;
  }

  /** {@return how many there are in all} */
  public long count() {
    return count;
  }

  /** {@return how many there are that are not in the list} */
  public long leftOut() {
    return Math.max(0, count - most);
  }
}
