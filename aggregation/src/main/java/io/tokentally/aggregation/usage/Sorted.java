package io.tokentally.aggregation.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is collected in any order, and sorted when somebody looks. Many reports are never asked for
 * it. Of very many the first in order are kept and the others counted, so that what is kept does
 * not depend on how it came. Thread-safe as soon as nothing is added any more.
 */
public final class Sorted<T> {

  /** So many show about where in order any part of all ends. */
  private static final int SAMPLE = 400;

  /** The part of the sample up to which more are kept than have to be, but not many more. */
  private static final double KEPT = 0.6;

  private final Comparator<? super T> order;
  private final int most;
  private List<T> found = new ArrayList<>();

  /** Others that belong to these; they are looked at when somebody looks. */
  private final List<Sorted<T>> others = new ArrayList<>(0);

  private long count;
  private boolean sorted;

  /** As many as are kept come before it or are equal to it; null as long as there are fewer. */
  private @Nullable T bound;

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
    count++;
    keep(each);
  }

  /** Adds those of another collection, to which nothing is added any more. */
  public void addAll(Sorted<T> more) {
    count += more.count;
    others.add(more);
  }

  private void keep(T each) {
    if (bound == null || order.compare(each, bound) < 0) {
      found.add(each);
      if (found.size() >= 2L * most) {
        cut();
      }
    }
  }

  /** Forgets everything. */
  public void clear() {
    if (count > 0 || sorted) {
      found = new ArrayList<>();
      others.clear();
      count = 0;
      sorted = false;
      bound = null;
    }
  }

  /** Takes away about as many as need not be kept, without sorting all where a sample helps. */
  private void cut() {
    if (most > SAMPLE) {
      T end = sampled();
      List<T> first = new ArrayList<>(found.size());
      for (T each : found) {
        if (order.compare(each, end) <= 0) {
          first.add(each);
        }
      }
      if (first.size() >= most && first.size() <= most + most / 2) {
        found = first;
        bound = end;
        return;
      }
    }
    sort();
    bound = found.get(most - 1);
  }

  private T sampled() {
    List<T> sample = new ArrayList<>(SAMPLE);
    for (long i = 0; i < SAMPLE; i++) {
      sample.add(found.get((int) (i * found.size() / SAMPLE)));
    }
    sample.sort(order);
    return sample.get((int) (KEPT * SAMPLE));
  }

  private void sort() {
    found.sort(order);
    found.subList(Math.min(most, found.size()), found.size()).clear();
  }

  /** {@return the first in order, as a list that cannot be changed} */
  public synchronized List<T> list() {
    if (!sorted) {
      others.forEach(each -> each.list().forEach(this::keep));
      others.clear();
      sort();
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
