package io.tokentally.aggregation.rollup.records;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.value.Room;
import io.tokentally.value.StringDictionary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which call each record is of, and which one made it: ids as numbers, a row a record. */
public final class RecordKeys {

  /** Stands for a parent's id that is empty: a root, as without one. */
  static final int EMPTY = -2;

  /** So many records are looked at together: what is read of them stays near the processor. */
  private static final int AT_A_TIME = 1 << 7;

  private final StringDictionary ids;
  private final StringDictionary traces;
  private final StringDictionary projects;
  private int[] id;
  private int[] parent;
  private int[] trace;
  private int[] project;
  private int size;
  private boolean withoutTrace;

  // Calls of one trace mostly come together, and so do those of one parent.
  private @Nullable String lastParent;
  private int lastParentId = StringDictionary.NONE;
  private @Nullable String lastTrace;
  private int lastTraceNumber = StringDictionary.NONE;
  private @Nullable String lastProject;
  private int lastProjectNumber = StringDictionary.NONE;

  /**
   * No records yet.
   *
   * @param ids numbers the ids of calls
   * @param traces numbers traces
   * @param projects numbers projects
   * @param expected how many records there will be, more or less
   */
  RecordKeys(
      StringDictionary ids, StringDictionary traces, StringDictionary projects, int expected) {
    this.ids = ids;
    this.traces = traces;
    this.projects = projects;
    int length = Math.max(expected, 8);
    id = new int[length];
    parent = new int[length];
    trace = new int[length];
    project = new int[length];
  }

  void add(TracedCall call) {
    add(
        ids.number(requireNonNull(call.id(), "id")),
        parent(call.parentId()),
        trace(call.traceId()),
        project(call.projectId()));
  }

  /**
   * Adds a record.
   *
   * @param ofParent {@link StringDictionary#NONE} or {@link #EMPTY} for a root
   * @param ofTrace {@link StringDictionary#NONE} if it is not known
   * @param ofProject {@link StringDictionary#NONE} if it is not known
   */
  void add(int ofId, int ofParent, int ofTrace, int ofProject) {
    if (size == id.length) {
      resize(size + (size >> 1));
    }
    id[size] = ofId;
    parent[size] = ofParent;
    trace[size] = ofTrace;
    project[size] = ofProject;
    withoutTrace |= ofTrace == StringDictionary.NONE;
    size++;
  }

  /**
   * Adds records that are in memory: of some at a time what is asked of the calls, then each
   * column.
   *
   * @return the rows of those that are picked
   */
  <T extends TracedCall> BitSet addAll(List<T> calls, Predicate<? super T> picked) {
    BitSet rows = new BitSet(size + calls.size());
    rows.set(size, size + calls.size());
    if (size + calls.size() > id.length) {
      resize(size + calls.size());
    }
    String[] idTexts = new String[AT_A_TIME];
    @Nullable String[] parentTexts = new @Nullable String[AT_A_TIME];
    @Nullable String[] traceTexts = new @Nullable String[AT_A_TIME];
    @Nullable String[] projectTexts = new @Nullable String[AT_A_TIME];
    for (int from = 0; from < calls.size(); from += AT_A_TIME) {
      int count = Math.min(AT_A_TIME, calls.size() - from);
      for (int i = 0; i < count; i++) {
        T call = calls.get(from + i);
        if (!picked.test(call)) {
          rows.clear(size + i);
        }
        idTexts[i] = requireNonNull(call.id(), "id");
        parentTexts[i] = call.parentId();
        traceTexts[i] = call.traceId();
        projectTexts[i] = call.projectId();
      }
      ids.numbers(idTexts, count, id, size);
      addParents(parentTexts, count);
      Arrays.fill(trace, size, size + count, StringDictionary.NONE);
      traces.numbers(traceTexts, count, trace, size);
      Arrays.fill(project, size, size + count, StringDictionary.NONE);
      projects.numbers(projectTexts, count, project, size);
      for (int row = size; row < size + count; row++) {
        withoutTrace |= trace[row] == StringDictionary.NONE;
      }
      size += count;
    }
    return rows;
  }

  private void addParents(@Nullable String[] texts, int count) {
    for (int i = 0; i < count; i++) {
      String text = texts[i];
      // The hash is in the string itself, its length is not.
      boolean isEmpty = text != null && text.hashCode() == 0 && text.isEmpty();
      parent[size + i] = isEmpty ? EMPTY : StringDictionary.NONE;
      texts[i] = isEmpty ? null : text;
    }
    ids.numbers(texts, count, parent, size);
  }

  private int parent(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return text == null ? StringDictionary.NONE : EMPTY;
    }
    if (!text.equals(lastParent)) {
      lastParent = text;
      lastParentId = ids.number(text);
    }
    return lastParentId;
  }

  private int trace(@Nullable String text) {
    if (!Objects.equals(text, lastTrace)) {
      lastTrace = text;
      lastTraceNumber = text == null ? StringDictionary.NONE : traces.number(text);
    }
    return lastTraceNumber;
  }

  private int project(@Nullable String text) {
    if (!Objects.equals(text, lastProject)) {
      lastProject = text;
      lastProjectNumber = text == null ? StringDictionary.NONE : projects.number(text);
    }
    return lastProjectNumber;
  }

  /** Frees room that is not used. */
  void trim() {
    id = Room.trimmed(id, size);
    parent = Room.trimmed(parent, size);
    trace = Room.trimmed(trace, size);
    project = Room.trimmed(project, size);
    lastParent = null;
    lastTrace = null;
    lastTraceNumber = StringDictionary.NONE;
    lastProject = null;
    lastProjectNumber = StringDictionary.NONE;
  }

  private void resize(int length) {
    id = Arrays.copyOf(id, length);
    parent = Arrays.copyOf(parent, length);
    trace = Arrays.copyOf(trace, length);
    project = Arrays.copyOf(project, length);
  }

  public StringDictionary ids() {
    return ids;
  }

  public StringDictionary projects() {
    return projects;
  }

  public StringDictionary traces() {
    return traces;
  }

  public int size() {
    return size;
  }

  public int id(int row) {
    return id[row];
  }

  /**
   * {@return the number of the parent's id; {@link StringDictionary#NONE} or {@link #EMPTY} for a
   * root}
   */
  public int parent(int row) {
    return parent[row];
  }

  /** {@return the number of the trace, {@link StringDictionary#NONE} if it is not known} */
  public int trace(int row) {
    return trace[row];
  }

  /** {@return the number of the project, {@link StringDictionary#NONE} if it is not known} */
  public int project(int row) {
    return project[row];
  }

  boolean hasCallsWithoutTrace() {
    return withoutTrace;
  }

  /** {@return whether two records are of one trace of one project} */
  public boolean sameTrace(int row, int other) {
    return trace[row] == trace[other] && project[row] == project[other];
  }
}
