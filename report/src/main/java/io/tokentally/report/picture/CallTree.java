package io.tokentally.report.picture;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PictureCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The calls of a report as the forest that it summed up: one record an id, the links of cycles cut,
 * orphans as roots. Every call stands before the calls below it, which follow it without a gap;
 * siblings are in the order in which they began. Nothing recurses: chains may be of any length.
 */
final class CallTree {

  /** The parent of a root. */
  static final int NONE = -1;

  private record Pending(PictureCall call, int parent) {}

  private final List<PictureCall> calls;
  private final int[] parents;

  private CallTree(List<PictureCall> calls, int[] parents) {
    this.calls = calls;
    this.parents = parents;
  }

  /** {@return the forest of the calls that the report is about} */
  static CallTree of(Iterable<PictureCall> all, UsageReport report) {
    Map<CallKey, PictureCall> counted = new HashMap<>();
    for (PictureCall call : all) {
      counted.merge(call.key(), call, BinaryOperator.maxBy(PictureCall.BY_END));
    }
    return walk(report.roots(), counted, report);
  }

  private static CallTree walk(
      List<CallKey> roots, Map<CallKey, PictureCall> counted, UsageReport report) {
    List<PictureCall> calls = new ArrayList<>();
    int[] parents = new int[16];
    Deque<Pending> pending = new ArrayDeque<>();
    push(pending, calls(roots, counted), NONE);
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      int at = calls.size();
      parents = at == parents.length ? Arrays.copyOf(parents, 2 * at) : parents;
      parents[at] = next.parent();
      calls.add(next.call());
      push(pending, calls(report.children(next.call().key()), counted), at);
    }
    return new CallTree(calls, Arrays.copyOf(parents, calls.size()));
  }

  private static List<PictureCall> calls(List<CallKey> keys, Map<CallKey, PictureCall> counted) {
    return keys.stream().map(key -> requireNonNull(counted.get(key))).toList();
  }

  /** The first of them is popped first. */
  private static void push(Deque<Pending> pending, List<PictureCall> siblings, int parent) {
    for (int i = siblings.size() - 1; i >= 0; i--) {
      pending.push(new Pending(siblings.get(i), parent));
    }
  }

  List<PictureCall> calls() {
    return calls;
  }

  /** {@return the position of a call's parent, {@link #NONE} for a root} */
  int parent(int call) {
    return parents[call];
  }

  int size() {
    return parents.length;
  }
}
