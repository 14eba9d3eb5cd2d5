package io.tokentally.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What threads asked of one object and were answered, with the order of beginnings and ends. It is
 * linearizable if some order of all operations, in which none comes before one that had ended when
 * it began, has the same answers one after the other (Wing and Gong, 1993).
 *
 * @param <O> operations
 */
public final class History<O> {

  /**
   * The object as it should be, one operation at a time.
   *
   * @param <S> its states: values, never changed
   */
  @FunctionalInterface
  public interface Model<S, O> {
    Step<S> apply(S state, O operation);
  }

  /** A state, and the answer that comes with it. */
  public record Step<S>(S state, Object answer) {}

  private record Event<O>(O operation, Object answer, long began, long ended) {}

  private record Visited<S>(BitSet done, S state) {}

  private final AtomicLong clock = new AtomicLong();
  private final Queue<Event<O>> events = new ConcurrentLinkedQueue<>();

  /** Does an operation and takes down its answer. */
  public void record(O operation, Supplier<Object> action) {
    long began = clock.incrementAndGet();
    Object answer = action.get();
    events.add(new Event<>(operation, answer, began, clock.incrementAndGet()));
  }

  /** {@return whether a model that starts in a state could have answered the same} */
  public <S> boolean isLinearizable(S initial, Model<S, O> model) {
    List<Event<O>> all = new ArrayList<>(events);
    return search(all, new BitSet(), initial, model, new HashSet<>());
  }

  private static <S, O> boolean search(
      List<Event<O>> all, BitSet done, S state, Model<S, O> model, Set<Visited<S>> visited) {
    if (done.cardinality() == all.size()) {
      return true;
    }
    if (!visited.add(new Visited<>((BitSet) done.clone(), state))) {
      return false;
    }
    long firstEnd = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < all.size(); i = done.nextClearBit(i + 1)) {
      firstEnd = Math.min(firstEnd, all.get(i).ended);
    }
    for (int i = done.nextClearBit(0); i < all.size(); i = done.nextClearBit(i + 1)) {
      Event<O> next = all.get(i);
      if (next.began > firstEnd) {
        continue;
      }
      Step<S> step = model.apply(state, next.operation);
      if (step.answer.equals(next.answer)) {
        done.set(i);
        if (search(all, done, step.state, model, visited)) {
          return true;
        }
        done.clear(i);
      }
    }
    return false;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(event).append('\n'));
    return text.toString();
  }
}
