package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.CallGraph.Which;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some calls of a report, by start, then id, then trace. They are sorted as numbers, with as much
 * of their start as a number holds; only those that are then equal are compared. Immutable.
 */
final class CallOrder {

  private static final Comparator<TracedCall> ORDER =
      CallGraph.BY_START.thenComparing(TraceKey::of);

  private static final int BITS_OF_NANOS = 30;

  /** Stands for the nanoseconds of a start that is not known. */
  private static final int NO_START = -1;

  private final List<Forest> forests;

  /** The number of the first call of each forest among those of all. */
  private final int[] firsts;

  /** Calls, by their number among those of all forests. */
  private final int[] calls;

  CallOrder(List<Forest> forests, Which which) {
    this.forests = forests;
    this.firsts = new int[forests.size()];
    int all = 0;
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = all;
      all += forests.get(i).graph().size();
    }
    this.calls =
        IntStream.range(0, all).filter(call -> which.has(graph(call), number(call))).toArray();
    sort();
  }

  private void sort() {
    long[] seconds = new long[calls.length];
    int[] nanos = new int[calls.length];
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < calls.length; i++) {
      Instant start = call(i).startedAt();
      if (start == null) {
        nanos[i] = NO_START;
      } else {
        seconds[i] = start.getEpochSecond();
        nanos[i] = start.getNano();
        first = Math.min(first, seconds[i]);
        last = Math.max(last, seconds[i]);
      }
    }
    long none = last < first ? 0 : last - first + 1;
    int bitsOfPlace = bits(calls.length);
    int room = Math.min(Long.SIZE - 1 - bitsOfPlace - bits(none), BITS_OF_NANOS);
    long[] keys = new long[calls.length];
    for (int i = 0; i < keys.length; i++) {
      long key =
          nanos[i] == NO_START ? key(none, 0, room) : key(seconds[i] - first, nanos[i], room);
      keys[i] = key << bitsOfPlace | i;
    }
    Arrays.sort(keys);
    int[] unsorted = calls.clone();
    for (int i = 0; i < keys.length; i++) {
      calls[i] = unsorted[(int) (keys[i] & ((1L << bitsOfPlace) - 1))];
    }
    for (int from = 0; from < keys.length; ) {
      int to = from + 1;
      while (to < keys.length && keys[to] >>> bitsOfPlace == keys[from] >>> bitsOfPlace) {
        to++;
      }
      if (to - from > 1) {
        sort(from, to);
      }
      from = to;
    }
  }

  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /** {@return as much of a time as fits, with so many bits behind the second, or before it} */
  private static long key(long seconds, int nanos, int bits) {
    return bits >= 0 ? seconds << bits | nanos >>> (BITS_OF_NANOS - bits) : seconds >>> -bits;
  }

  private void sort(int from, int to) {
    int[] sorted =
        IntStream.range(from, to)
            .map(i -> calls[i])
            .boxed()
            .sorted(Comparator.comparing((Integer all) -> graph(all).call(number(all)), ORDER))
            .mapToInt(all -> all)
            .toArray();
    System.arraycopy(sorted, 0, calls, from, sorted.length);
  }

  int size() {
    return calls.length;
  }

  /** {@return the calls in order} */
  Stream<TracedCall> calls() {
    return IntStream.range(0, calls.length).mapToObj(this::call);
  }

  TracedCall call(int place) {
    return graph(calls[place]).call(number(calls[place]));
  }

  /** {@return the forest that has the call at a place} */
  Forest forest(int place) {
    return forests.get(part(calls[place]));
  }

  /** {@return the number of the call at a place, in its forest} */
  int numberAt(int place) {
    return number(calls[place]);
  }

  private CallGraph graph(int call) {
    return forests.get(part(call)).graph();
  }

  private int number(int call) {
    return call - firsts[part(call)];
  }

  private int part(int call) {
    int part = firsts.length - 1;
    while (firsts[part] > call) {
      part--;
    }
    return part;
  }
}
