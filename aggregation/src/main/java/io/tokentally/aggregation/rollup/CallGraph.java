package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a report as a forest: one record an id, the links of cycles cut. SEMANTICS.md
 * section 8 and section 10, rules 41, 42, 46 and 51. Calls are numbered in input order; nothing
 * that is reported depends on it.
 */
final class CallGraph<T extends TracedCall> {

  /** The parent of a root. */
  static final int NONE = -1;

  /** By start, those without one last; then by id. */
  static final Comparator<TracedCall> BY_START =
      Comparator.comparing(
              TracedCall::startedAt, Comparator.<Instant>nullsLast(Comparator.naturalOrder()))
          .thenComparing(TracedCall::id, Texts::compare);

  private record Key(@Nullable String project, @Nullable String trace, String id) {
    static Key of(TracedCall call, String id) {
      return new Key(call.projectId(), call.traceId(), id);
    }
  }

  private final List<T> calls = new ArrayList<>();

  /** The first call with an id; calls of other traces with the same id stand in {@link #others}. */
  private final Map<String, Integer> byId = new HashMap<>();

  private final Map<Key, Integer> others = new LinkedHashMap<>();
  private final BitSet duplicated = new BitSet();

  private int[] parents = {};
  private final BitSet orphans = new BitSet();
  private final List<int[]> cycles = new ArrayList<>();
  private int[] childrenFirst = {};
  private final BitSet members = new BitSet();
  private final BitSet picked = new BitSet();

  CallGraph(Iterable<? extends T> all, Predicate<? super T> pick) {
    for (T call : all) {
      add(call);
    }
    linkParents();
    orderChildrenFirst();
    pick(pick);
  }

  private void add(T call) {
    int next = calls.size();
    Integer known = byId.putIfAbsent(call.id(), next);
    if (known != null && !sameTrace(calls.get(known), call)) {
      known = others.putIfAbsent(Key.of(call, call.id()), next);
    }
    if (known == null) {
      calls.add(call);
    } else {
      duplicated.set(known);
      calls.set(known, DuplicateOrder.greater(calls.get(known), call));
    }
  }

  private static boolean sameTrace(TracedCall a, TracedCall b) {
    return Objects.equals(a.traceId(), b.traceId()) && Objects.equals(a.projectId(), b.projectId());
  }

  private void linkParents() {
    parents = new int[calls.size()];
    for (int i = 0; i < parents.length; i++) {
      TracedCall call = calls.get(i);
      String parentId = call.parentId();
      parents[i] = NONE;
      if (parentId != null && !parentId.isEmpty()) {
        Integer parent = find(call, parentId);
        parents[i] = parent == null ? NONE : parent;
        orphans.set(i, parent == null);
      }
    }
  }

  /** {@return the call with the id in the trace of another call} */
  private @Nullable Integer find(TracedCall inTraceOf, String id) {
    Integer first = byId.get(id);
    if (first == null || sameTrace(calls.get(first), inTraceOf)) {
      return first;
    }
    return others.get(Key.of(inTraceOf, id));
  }

  /** Takes away leaf after leaf; what is left lies on cycles, whose links are then cut. */
  private void orderChildrenFirst() {
    int[] childrenLeft = new int[parents.length];
    for (int parent : parents) {
      if (parent != NONE) {
        childrenLeft[parent]++;
      }
    }
    childrenFirst = new int[parents.length];
    int end = 0;
    for (int i = 0; i < parents.length; i++) {
      if (childrenLeft[i] == 0) {
        childrenFirst[end++] = i;
      }
    }
    for (int at = 0; at < end; at++) {
      int parent = parents[childrenFirst[at]];
      if (parent != NONE && --childrenLeft[parent] == 0) {
        childrenFirst[end++] = parent;
      }
    }
    for (int i = 0; i < parents.length && end < parents.length; i++) {
      if (childrenLeft[i] > 0) {
        int[] cycle = cutCycle(i, childrenLeft);
        cycles.add(cycle);
        System.arraycopy(cycle, 0, childrenFirst, end, cycle.length);
        end += cycle.length;
      }
    }
  }

  private int[] cutCycle(int start, int[] childrenLeft) {
    int[] cycle = new int[8];
    int size = 0;
    for (int at = start; parents[at] != NONE; ) {
      cycle = size == cycle.length ? Arrays.copyOf(cycle, 2 * size) : cycle;
      cycle[size++] = at;
      childrenLeft[at] = 0;
      int parent = parents[at];
      parents[at] = NONE;
      at = parent;
    }
    return Arrays.copyOf(cycle, size);
  }

  /** Finds the calls that are picked, and with them everything below. */
  private void pick(Predicate<? super T> pick) {
    for (int at = childrenFirst.length - 1; at >= 0; at--) {
      int i = childrenFirst[at];
      boolean isPicked = pick.test(calls.get(i));
      picked.set(i, isPicked);
      members.set(i, isPicked || (parents[i] != NONE && members.get(parents[i])));
    }
  }

  /** Refuses members of different traces with one id: SEMANTICS.md section 10, rule 51. */
  void refuseSharedIds() {
    Map<String, TreeSet<String>> traces = new TreeMap<>(Texts::compare);
    others.keySet().forEach(key -> traces.put(key.id, new TreeSet<>(Texts::compare)));
    traces.forEach(
        (id, found) -> {
          int first = Objects.requireNonNull(byId.get(id));
          if (members.get(first)) {
            found.add(trace(calls.get(first)));
          }
        });
    others.forEach(
        (key, i) -> {
          if (members.get(i)) {
            Objects.requireNonNull(traces.get(key.id)).add(trace(calls.get(i)));
          }
        });
    Faults faults = new Faults();
    traces.forEach(
        (id, found) -> {
          if (found.size() > 1) {
            String msg = "expected an id of one trace, found " + JsonValues.quote(id) + " in ";
            Loc at = Loc.ROOT.key("calls").key(id);
            faults.add(at, Type.VALUE, msg + String.join(" and ", found));
          }
        });
    faults.throwIfAny();
    // From here on an id stands for the member that has it.
    others.forEach(
        (key, i) -> {
          if (members.get(i)) {
            byId.put(key.id, i);
          }
        });
  }

  private static String trace(TracedCall call) {
    return "trace "
        + JsonValues.describe(call.traceId())
        + " of project "
        + JsonValues.describe(call.projectId());
  }

  /** Reports what is odd about the members: duplicates, cycles, orphans. */
  void report(Findings findings) {
    for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
      List<String> id = List.of(calls.get(i).id());
      if (duplicated.get(i)) {
        findings.add(Anomaly.of(Anomaly.Kind.DUPLICATE_ID, id, null));
      }
      if (orphans.get(i)) {
        findings.add(Anomaly.of(Anomaly.Kind.ORPHAN, id, null));
      }
    }
    for (int[] cycle : cycles) {
      if (Arrays.stream(cycle).anyMatch(members::get)) {
        List<String> ids =
            Arrays.stream(cycle).mapToObj(i -> calls.get(i).id()).sorted(Texts::compare).toList();
        findings.add(Anomaly.of(Anomaly.Kind.CYCLE, ids, null));
      }
    }
  }

  /** {@return how many calls are members} */
  int memberCount() {
    return members.cardinality();
  }

  int size() {
    return parents.length;
  }

  T call(int i) {
    return calls.get(i);
  }

  int parent(int i) {
    return parents[i];
  }

  /** {@return the calls, every child before its parent} */
  int[] childrenFirst() {
    return childrenFirst;
  }

  /** {@return whether the call is picked or lies below a picked one} */
  boolean isMember(int i) {
    return members.get(i);
  }

  boolean isPicked(int i) {
    return picked.get(i);
  }

  /** {@return whether no other member lies above the call: the members' trees start here} */
  boolean isTop(int i) {
    return members.get(i) && (parents[i] == NONE || !members.get(parents[i]));
  }

  /** {@return the member with the id; there is one at the most} */
  int indexOf(String id) {
    Integer found = byId.get(id);
    return found == null || !members.get(found) ? NONE : found;
  }
}
