package io.tokentally.aggregation.rollup.records;

import io.tokentally.TracedCall;
import io.tokentally.value.StringDictionary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Calls in parts, such that no trace stands in two of them. Traces mostly lie in one piece: then
 * the parts are pieces too, and the few traces at their ends are a part of their own.
 */
public final class Split<T extends TracedCall> {

  /** If more than one call in so many is in the way, the calls are split trace by trace. */
  private static final int IN_THE_WAY_ONE_IN = 8;

  private final List<T> calls;
  private final Predicate<? super T> picked;
  private final int parts;

  public Split(Collection<? extends T> calls, Predicate<? super T> picked, int parts) {
    this.calls = List.copyOf(calls);
    this.picked = picked;
    this.parts = parts;
  }

  /** {@return the parts; one may be much larger than others where a trace is} */
  public List<Records> records() {
    List<Records> pieces = inParallel(part -> Records.of(piece(part), picked));
    List<BitSet> rows = inParallel(part -> rowsOfOthers(pieces, part));
    int moved = rows.stream().mapToInt(BitSet::cardinality).sum();
    if (moved > calls.size() / IN_THE_WAY_ONE_IN) {
      return byTrace();
    }
    List<T> together = new ArrayList<>(moved);
    List<Records> records = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<T> piece = piece(part);
      rows.get(part).stream().forEach(row -> together.add(piece.get(row)));
      records.add(pieces.get(part).without(rows.get(part)));
    }
    records.add(Records.of(together, picked));
    return records;
  }

  /** {@return the rows of a piece whose trace, by its own id, stands in other pieces as well} */
  private static BitSet rowsOfOthers(List<Records> pieces, int piece) {
    RecordKeys keys = pieces.get(piece).keys();
    BitSet traces = new BitSet();
    boolean withoutTrace = false;
    for (int other = 0; other < pieces.size(); other++) {
      if (other != piece) {
        RecordKeys others = pieces.get(other).keys();
        keys.traces().sharedWith(others.traces()).forEach(traces::set);
        withoutTrace |= others.hasCallsWithoutTrace();
      }
    }
    BitSet rows = new BitSet();
    for (int row = 0; row < keys.size(); row++) {
      int trace = keys.trace(row);
      rows.set(row, trace == StringDictionary.NONE ? withoutTrace : traces.get(trace));
    }
    return rows;
  }

  private List<T> piece(int part) {
    long size = calls.size();
    return calls.subList((int) (size * part / parts), (int) (size * (part + 1) / parts));
  }

  private List<Records> byTrace() {
    List<List<List<T>>> split = inParallel(part -> byTrace(piece(part)));
    return inParallel(
        part -> {
          List<T> joined = new ArrayList<>();
          split.forEach(each -> joined.addAll(each.get(part)));
          return Records.of(joined, picked);
        });
  }

  private List<List<T>> byTrace(List<T> piece) {
    List<List<T>> split = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      split.add(new ArrayList<>());
    }
    for (T call : piece) {
      // The upper half of the product depends on all bits of the hash.
      int hash = Objects.hashCode(call.traceId()) * 0x9E3779B9;
      split.get((hash >>> Short.SIZE) % parts).add(call);
    }
    return split;
  }

  private <R> List<R> inParallel(IntFunction<R> make) {
    return IntStream.range(0, parts).parallel().mapToObj(make).toList();
  }
}
