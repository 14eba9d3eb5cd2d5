package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls in parts, such that no trace stands in two of them. Traces mostly lie in one piece: then
 * the parts are pieces too, and the few traces at their ends are a part of their own.
 */
final class Split<T extends TracedCall> {

  private record Trace(@Nullable String project, @Nullable String trace) {
    static Trace of(TracedCall call) {
      return new Trace(call.projectId(), call.traceId());
    }
  }

  /** If more than one call in so many is in the way, the calls are split trace by trace. */
  private static final int IN_THE_WAY_ONE_IN = 8;

  private final List<T> calls;
  private final Predicate<? super T> picked;
  private final int parts;

  Split(Collection<? extends T> calls, Predicate<? super T> picked, int parts) {
    this.calls = new ArrayList<>(calls);
    this.picked = picked;
    this.parts = parts;
  }

  /** {@return the parts; one may be much larger than others where a trace is} */
  List<Records> records() {
    List<Records> pieces = inParallel(part -> Records.of(piece(part), picked));
    Set<Trace> several = ofSeveral(inParallel(part -> traces(piece(part))));
    if (several.isEmpty()) {
      return pieces;
    }
    List<BitSet> rows = inParallel(part -> rows(piece(part), several));
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

  private List<T> piece(int part) {
    long size = calls.size();
    return calls.subList((int) (size * part / parts), (int) (size * (part + 1) / parts));
  }

  private Set<Trace> traces(List<T> piece) {
    Set<Trace> traces = new HashSet<>();
    Trace last = null;
    for (T call : piece) {
      if (last == null || !isOf(call, last)) {
        last = Trace.of(call);
        traces.add(last);
      }
    }
    return traces;
  }

  private static Set<Trace> ofSeveral(List<Set<Trace>> traces) {
    Set<Trace> several = new HashSet<>();
    for (int i = 0; i < traces.size(); i++) {
      for (Set<Trace> later : traces.subList(i + 1, traces.size())) {
        traces.get(i).stream().filter(later::contains).forEach(several::add);
      }
    }
    return several;
  }

  private BitSet rows(List<T> piece, Set<Trace> ofTraces) {
    BitSet rows = new BitSet();
    Trace last = null;
    boolean isOfThem = false;
    for (int row = 0; row < piece.size(); row++) {
      T call = piece.get(row);
      if (last == null || !isOf(call, last)) {
        last = Trace.of(call);
        isOfThem = ofTraces.contains(last);
      }
      rows.set(row, isOfThem);
    }
    return rows;
  }

  private static boolean isOf(TracedCall call, Trace trace) {
    return Objects.equals(call.traceId(), trace.trace)
        && Objects.equals(call.projectId(), trace.project);
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
      int hash = Trace.of(call).hashCode() * 0x9E3779B9;
      split.get((hash >>> Short.SIZE) % parts).add(call);
    }
    return split;
  }

  private <R> List<R> inParallel(IntFunction<R> make) {
    return IntStream.range(0, parts).parallel().mapToObj(make).toList();
  }
}
