package io.tokentally.aggregation.rollup.records;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.usage.CountedUsage;
import io.tokentally.aggregation.usage.PlainCounts;
import io.tokentally.json.CallRow;
import io.tokentally.json.CallRows;
import io.tokentally.json.ResponseMembers;
import io.tokentally.value.PackedStringDictionary;
import io.tokentally.value.StringDictionary;
import java.time.Instant;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a report needs of many calls, in a hundred bytes each. The elements are views. */
final class PackedCalls extends AbstractList<TracedCall> implements RandomAccess {

  private final PackedStringDictionary ids = new PackedStringDictionary();
  private final PackedStringDictionary traces = new PackedStringDictionary();
  private final PackedStringDictionary projects = new PackedStringDictionary();
  private final RecordKeys keys = new RecordKeys(ids, traces, projects, 0);
  private final PackedTimestamps started = new PackedTimestamps();
  private final PackedTimestamps ended = new PackedTimestamps();
  private final PackedUsage usage = new PackedUsage();
  private final PackedUsage responses = new PackedUsage();
  private final PackedOperations operations = new PackedOperations();
  private final BitSet failed = new BitSet();

  // Of the row that was added last.
  /** The project that was asked for last, by whichever thread. */
  private @Nullable Project projectAsked;

  /** Keeps the looking from being left out. */
  @SuppressWarnings("UnusedVariable") // it means nothing
  private int warmedUp;

  private int lastParent = StringDictionary.NONE;
  private int lastTrace = StringDictionary.NONE;
  private int lastProject = StringDictionary.NONE;

  @Override
  public boolean add(TracedCall call) {
    if (call.failed()) {
      failed.set(keys.size());
    }
    keys.add(call);
    started.add(call.startedAt());
    ended.add(call.endedAt());
    Object recorded = call.usage();
    usage.add(recorded);
    responses.add(recorded == null ? null : ResponseMembers.of(call.response()));
    operations.add(recorded == null ? null : call.operation());
    return true;
  }

  /** Adds all calls. */
  void addAll(CallRows rows) {
    for (List<CallRow> some = rows.next(); some != null; some = rows.next()) {
      warmUp(some);
      for (CallRow row : some) {
        if (add(row, rows)) {
          int last = keys.size() - 1;
          rows.keptAs(row, keys.id(last), keys.trace(last));
        }
      }
    }
    rows.keptBy(ids::find);
  }

  /** Adds a row; returns whether it is a call. */
  private boolean add(CallRow row, CallRows rows) {
    if (row.record() == null && usage.add(row)) {
      addAllButUsage(row);
      return true;
    }
    Call call = rows.call(row);
    return call != null && add(call);
  }

  /**
   * Looks at the places of memory that adding rows will need, one after the other: a processor
   * fetches many at a time, as none depends on another.
   */
  private void warmUp(List<CallRow> rows) {
    int seen = 0;
    for (CallRow row : rows) {
      seen += ids.warmUp(row.hash(CallRow.ID));
      seen += ids.warmUp(row.hash(CallRow.PARENT_ID));
      seen += traces.warmUp(row.hash(CallRow.TRACE_ID));
    }
    warmedUp = seen;
  }

  private void addAllButUsage(CallRow row) {
    if (row.failed()) {
      failed.set(keys.size());
    }
    int id = number(ids, row, CallRow.ID, StringDictionary.NONE);
    int parent =
        row.isEmpty(CallRow.PARENT_ID)
            ? RecordKeys.EMPTY
            : number(ids, row, CallRow.PARENT_ID, lastParent);
    lastParent = parent;
    lastTrace = number(traces, row, CallRow.TRACE_ID, lastTrace);
    lastProject = number(projects, row, CallRow.PROJECT_ID, lastProject);
    keys.add(id, parent, lastTrace, lastProject);
    started.add(row.startedAt());
    ended.add(row.endedAt());
    if (row.has(CallRow.USAGE)) {
      responses.add(ResponseMembers.of(row.response()));
      operations.add(row);
    } else {
      responses.add((Object) null);
      operations.add((String) null);
    }
  }

  /**
   * {@return the number of a string; {@link StringDictionary#NONE} if the row has none}
   *
   * @param last the one of the row before, which may be the same
   */
  private static int number(PackedStringDictionary texts, CallRow row, int column, int last) {
    if (!row.has(column)) {
      return StringDictionary.NONE;
    }
    int start = row.start(column);
    int end = row.end(column);
    return last >= 0 && texts.is(last, row.bytes(), start, end)
        ? last
        : texts.number(row.bytes(), start, end, row.hash(column));
  }

  /** {@return the text of a project, which is made once for calls that follow each other} */
  private @Nullable String project(int number) {
    Project last = projectAsked;
    if (last == null || last.number != number) {
      last = new Project(number, View.text(projects, number));
      projectAsked = last;
    }
    return last.text;
  }

  private record Project(int number, @Nullable String text) {}

  /** Frees room that is not used. */
  void trim() {
    ids.trim();
    traces.trim();
    projects.trim();
    keys.trim();
    started.trim();
    ended.trim();
    usage.trim();
    responses.trim();
    operations.trim();
  }

  RecordKeys keys() {
    return keys;
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public TracedCall get(int row) {
    return new View(this, Objects.checkIndex(row, size()));
  }

  private record View(PackedCalls calls, int row) implements TracedCall, CountedUsage {

    @Override
    public int countedModels() {
      return calls.usage.countedModels(row);
    }

    @Override
    public boolean readCounts(PlainCounts counts, Consumer<String> model) {
      return calls.usage.readCounts(row, counts, model);
    }

    @Override
    public String id() {
      return calls.ids.text(calls.keys.id(row));
    }

    @Override
    public @Nullable String parentId() {
      int parent = calls.keys.parent(row);
      return parent == RecordKeys.EMPTY ? "" : text(calls.ids, parent);
    }

    @Override
    public @Nullable String traceId() {
      return text(calls.traces, calls.keys.trace(row));
    }

    @Override
    public @Nullable String projectId() {
      return calls.project(calls.keys.project(row));
    }

    private static @Nullable String text(StringDictionary texts, int number) {
      return number == StringDictionary.NONE ? null : texts.text(number);
    }

    @Override
    public @Nullable Instant startedAt() {
      return calls.started.get(row);
    }

    @Override
    public @Nullable Instant endedAt() {
      return calls.ended.get(row);
    }

    @Override
    public @Nullable Object usage() {
      return calls.usage.get(row);
    }

    /** {@return what formats read of the response to a call with usage} */
    @Override
    public @Nullable Object response() {
      return calls.responses.get(row);
    }

    /** {@return the operation of a call with usage; nobody asks for that of others} */
    @Override
    public @Nullable String operation() {
      return calls.operations.get(row);
    }

    @Override
    public boolean failed() {
      return calls.failed.get(row);
    }
  }
}
