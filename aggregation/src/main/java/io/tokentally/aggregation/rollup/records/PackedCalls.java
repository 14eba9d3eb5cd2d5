package io.tokentally.aggregation.rollup.records;

import io.tokentally.TracedCall;
import io.tokentally.json.ResponseMembers;
import java.time.Instant;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.Objects;
import java.util.RandomAccess;
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

  @Override
  public boolean add(TracedCall call) {
    failed.set(keys.size(), call.failed());
    keys.add(call);
    started.add(call.startedAt());
    ended.add(call.endedAt());
    Object recorded = call.usage();
    usage.add(recorded);
    responses.add(recorded == null ? null : ResponseMembers.of(call.response()));
    operations.add(recorded == null ? null : call.operation());
    return true;
  }

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

  private record View(PackedCalls calls, int row) implements TracedCall {

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
      return text(calls.projects, calls.keys.project(row));
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
