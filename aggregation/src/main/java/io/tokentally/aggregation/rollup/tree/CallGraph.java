package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.rollup.records.RecordKeys;
import io.tokentally.aggregation.rollup.records.Records;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.CodePoints;
import io.tokentally.value.StringDictionary;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a report as a forest: one record an id, the links of cycles cut. docs/semantics.md
 * section 8, rules 41, 42, 46 and 51. Calls are numbered in input order; nothing that is reported
 * depends on it.
 */
public final class CallGraph {

  /** The parent of a root. */
  public static final int NONE = -1;

  /** By start, those without one last; then by id. */
  public static final Comparator<TracedCall> BY_START =
      Comparator.comparing(
              TracedCall::startedAt, Comparator.<Instant>nullsLast(Comparator.naturalOrder()))
          .thenComparing(TracedCall::id, CodePoints::compare);

  /** Some of the calls of a graph. */
  @FunctionalInterface
  public interface Which {
    boolean has(CallGraph graph, int call);
  }

  /** In an order, so that a map stays fast when the hashes of many collide. */
  private record Key(int project, int trace, int id) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::id)
            .thenComparingInt(Key::trace)
            .thenComparingInt(Key::project);

    static Key of(RecordKeys keys, int inTraceOf, int id) {
      return new Key(keys.project(inTraceOf), keys.trace(inTraceOf), id);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<? extends TracedCall> records;
  private final StringDictionary ids;

  /** The record of each call; without duplicates a call has the number of its only record. */
  private final int[] rows;

  private int size;

  /**
   * The first call with an id, by the id's number; calls of other traces with the same id stand in
   * {@link #others}.
   */
  private final int[] byId;

  private final Map<Key, Integer> others = new LinkedHashMap<>();

  /** The members of {@link #others} by the number of their id. */
  private final Map<Integer, int[]> othersById = new HashMap<>();

  /** The records of a call that do not count, by call. */
  private final Map<Integer, List<Integer>> duplicates = new TreeMap<>();

  /** Calls that are counted in another trace. */
  private final BitSet loggedBefore = new BitSet();

  /** The ids of calls whose duplicates are reported elsewhere. */
  private final Set<String> duplicatesElsewhere;

  private final StringDictionary traces;
  private final StringDictionary projects;

  private final int[] parents;
  private final BitSet orphans = new BitSet();
  private final List<int[]> cycles;
  private final int[] childrenFirst;
  private final BitSet members;
  private final BitSet picked = new BitSet();

  private @Nullable Children children;

  public CallGraph(Records all) {
    records = all.calls();
    RecordKeys keys = all.keys();
    ids = keys.ids();
    traces = keys.traces();
    projects = keys.projects();
    rows = new int[keys.size()];
    byId = new int[ids.size()];
    Arrays.fill(byId, NONE);
    DuplicateOrder order = new DuplicateOrder();
    BitSet dropped = all.dropped();
    for (int row = dropped.nextClearBit(0);
        row < rows.length;
        row = dropped.nextClearBit(row + 1)) {
      add(row, keys, order, all.picked());
    }
    parents = new int[size];
    linkParents(keys);
    PostOrder sorted = new PostOrder(parents);
    childrenFirst = sorted.calls();
    cycles = sorted.cycles();
    members = pick(all.picked());
    others.forEach(
        (key, i) -> {
          if (members.get(i)) {
            othersById.merge(key.id, new int[] {i}, CallGraph::joined);
          }
        });
    all.countedElsewhere().forEach(id -> numbers(id).forEach(loggedBefore::set));
    duplicatesElsewhere = all.duplicatesElsewhere();
  }

  private void add(int row, RecordKeys keys, DuplicateOrder order, BitSet pickedRows) {
    int id = keys.id(row);
    int known = byId[id];
    if (known == NONE) {
      byId[id] = size;
    } else if (!keys.sameTrace(rows[known], row)) {
      Integer other = others.putIfAbsent(Key.of(keys, row, id), size);
      known = other == null ? NONE : other;
    }
    if (known == NONE) {
      rows[size++] = row;
    } else {
      int loser = row;
      int compared = order.compare(records.get(row), records.get(rows[known]), known);
      // Of records that say the same any may be the one that was asked about.
      if (compared > 0 || (compared == 0 && pickedRows.get(row))) {
        loser = rows[known];
        rows[known] = row;
      }
      duplicates.computeIfAbsent(known, unused -> new ArrayList<>(1)).add(loser);
    }
  }

  private void linkParents(RecordKeys keys) {
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      int parentId = keys.parent(row);
      if (parentId < 0) {
        parents[i] = NONE;
      } else {
        parents[i] = find(keys, row, parentId);
        orphans.set(i, parents[i] == NONE);
      }
    }
  }

  /** {@return the call with the id in the trace of a record} */
  private int find(RecordKeys keys, int inTraceOf, int id) {
    int first = byId[id];
    return first == NONE || keys.sameTrace(rows[first], inTraceOf)
        ? first
        : others.getOrDefault(Key.of(keys, inTraceOf, id), NONE);
  }

  /** {@return the calls that are picked, and with them everything below} */
  private BitSet pick(BitSet pickedRows) {
    if (pickedRows.cardinality() == records.size()) {
      picked.set(0, size);
      return picked;
    }
    BitSet with = new BitSet(size);
    for (int at = size - 1; at >= 0; at--) {
      int i = childrenFirst[at];
      boolean isPicked = pickedRows.get(rows[i]);
      picked.set(i, isPicked);
      with.set(i, isPicked || (parents[i] != NONE && with.get(parents[i])));
    }
    return with;
  }

  StringDictionary ids() {
    return ids;
  }

  /** {@return whether a call has the id of that number, be it a member or not} */
  boolean hasId(int number) {
    return number >= 0 && number < byId.length && byId[number] != NONE;
  }

  /** {@return the ids that calls of several traces have} */
  Set<String> repeatedIds() {
    return othersById.keySet().stream().map(ids::text).collect(Collectors.toSet());
  }

  private static int[] joined(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /** Says that the call is the same as one of another trace, where it counts. */
  void loggedBefore(int i) {
    loggedBefore.set(i);
  }

  /** {@return whether the call is counted in another trace} */
  public boolean isLoggedBefore(int i) {
    return loggedBefore.get(i);
  }

  /** Adds the members of which there are several records in one trace. */
  void addDuplicates(Duplicates found) {
    for (int i : duplicates.keySet()) {
      if (members.get(i) && !duplicatesElsewhere.contains(call(i).id())) {
        if (!loggedBefore.get(i)) {
          found.counted(call(i));
        }
        others(i).forEach(found::other);
      }
    }
  }

  /** {@return the records of a call, in its trace, that do not count} */
  Stream<TracedCall> others(int i) {
    return duplicates.getOrDefault(i, List.of()).stream().map(records::get);
  }

  /** Reports the anomalies of the members: cycles and orphans. */
  public void report(Findings findings) {
    report(findings, orphans, Anomaly.Kind.ORPHAN);
    for (int[] cycle : cycles) {
      if (Arrays.stream(cycle).anyMatch(members::get)) {
        List<String> ids =
            Arrays.stream(cycle).mapToObj(i -> call(i).id()).sorted(CodePoints::compare).toList();
        findings.add(Anomaly.of(Anomaly.Kind.CYCLE, ids, null));
      }
    }
  }

  private void report(Findings findings, BitSet calls, Anomaly.Kind kind) {
    calls.stream()
        .filter(members::get)
        .forEach(i -> findings.add(Anomaly.of(kind, List.of(call(i).id()), null)));
  }

  /** {@return the numbers of some calls} */
  public IntStream numbers(Which which) {
    return IntStream.range(0, size).filter(i -> which.has(this, i));
  }

  /** {@return the numbers of the members with the id, in whatever trace} */
  public IntStream numbers(String id) {
    int number = ids.find(id);
    int first = hasId(number) ? byId[number] : NONE;
    if (first == NONE) {
      return IntStream.empty();
    }
    int[] more = othersById.get(number);
    IntStream known = members.get(first) ? IntStream.of(first) : IntStream.empty();
    return more == null ? known : IntStream.concat(known, Arrays.stream(more));
  }

  /** {@return the number of the member with the key, {@link #NONE} if there is none} */
  public int number(CallKey key) {
    int id = ids.find(key.id());
    if (!hasId(id)) {
      return NONE;
    }
    TracedCall first = call(byId[id]);
    int found =
        Objects.equals(first.traceId(), key.traceId())
                && Objects.equals(first.projectId(), key.projectId())
            ? byId[id]
            : others.getOrDefault(
                new Key(number(projects, key.projectId()), number(traces, key.traceId()), id),
                NONE);
    return found != NONE && members.get(found) ? found : NONE;
  }

  /** {@return the number; one that nothing has if the text has none, as null has another} */
  private static int number(StringDictionary texts, @Nullable String text) {
    if (text == null) {
      return StringDictionary.NONE;
    }
    int known = texts.find(text);
    return known == StringDictionary.NONE ? texts.size() : known;
  }

  /** {@return some calls} */
  public Stream<TracedCall> calls(Which which) {
    return numbers(which).mapToObj(this::call);
  }

  /** {@return how many calls are members} */
  public int memberCount() {
    return members.cardinality();
  }

  public int size() {
    return size;
  }

  public TracedCall call(int i) {
    return records.get(rows[i]);
  }

  public int parent(int i) {
    return parents[i];
  }

  /** {@return the member that a call is summed up into, {@link #NONE} for a top one} */
  public int parentOfMember(int i) {
    return parents[i] != NONE && members.get(parents[i]) ? parents[i] : NONE;
  }

  /** {@return the calls that are summed up into a call, by start, then id} */
  public List<TracedCall> children(int i) {
    return childIndex().of(i).mapToObj(this::call).sorted(BY_START).toList();
  }

  private synchronized Children childIndex() {
    if (children == null) {
      children = new Children(this);
    }
    return children;
  }

  /** {@return the calls, every child before its parent} */
  public int[] childrenFirst() {
    return childrenFirst;
  }

  /** {@return whether the call is picked or lies below a picked one} */
  public boolean isMember(int i) {
    return members.get(i);
  }

  public boolean isPicked(int i) {
    return picked.get(i);
  }

  /** {@return whether no other member lies above the call: the members' trees start here} */
  public boolean isTop(int i) {
    return members.get(i) && (parents[i] == NONE || !members.get(parents[i]));
  }
}
