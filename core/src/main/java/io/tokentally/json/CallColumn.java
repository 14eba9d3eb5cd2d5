package io.tokentally.json;

import io.tokentally.Call;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a call, in the order in which they are written. This is the one table of them: the
 * JSON of calls, their fields in queries and their columns in datasets are made from it.
 */
public enum CallColumn {
  ID(Kind.TEXT, Call::id, String.class, Call.Builder::id),
  PROJECT_ID(Kind.TEXT, Call::projectId, String.class, Call.Builder::projectId),
  TRACE_ID(Kind.TEXT, Call::traceId, String.class, Call.Builder::traceId),
  PARENT_ID(Kind.TEXT, Call::parentId, String.class, Call.Builder::parentId),
  THREAD_ID(Kind.TEXT, Call::threadId, String.class, Call.Builder::threadId),
  TURN_ID(Kind.TEXT, Call::turnId, String.class, Call.Builder::turnId),
  OP_NAME(Kind.TEXT, Call::opName, String.class, Call.Builder::opName),
  DISPLAY_NAME(Kind.TEXT, Call::displayName, String.class, Call.Builder::displayName),
  STARTED_AT(Kind.DATE, Call::startedAt, Instant.class, Call.Builder::startedAt),
  ENDED_AT(Kind.DATE, Call::endedAt, Instant.class, Call.Builder::endedAt),
  DELETED_AT(Kind.DATE, Call::deletedAt, Instant.class, Call.Builder::deletedAt),
  EXPIRE_AT(Kind.DATE, Call::expireAt, Instant.class, Call.Builder::expireAt),
  EXCEPTION(Kind.TEXT, Call::exception, String.class, Call.Builder::exception),
  WB_USER_ID(Kind.TEXT, Call::wbUserId, String.class, Call.Builder::wbUserId),
  WB_RUN_ID(Kind.TEXT, Call::wbRunId, String.class, Call.Builder::wbRunId),
  WB_RUN_STEP(Kind.INTEGER, Call::wbRunStep, Long.class, Call.Builder::wbRunStep),
  WB_RUN_STEP_END(Kind.INTEGER, Call::wbRunStepEnd, Long.class, Call.Builder::wbRunStepEnd),
  INPUT_REFS(Kind.LIST, Call::inputRefs, (call, value) -> call.inputRefs(texts(value))),
  OUTPUT_REFS(Kind.LIST, Call::outputRefs, (call, value) -> call.outputRefs(texts(value))),
  INPUTS(Kind.JSON, Call::inputs, Object.class, Call.Builder::inputs),
  OUTPUT(Kind.JSON, Call::output, Object.class, Call.Builder::output),
  ATTRIBUTES(Kind.JSON, Call::attributes, Object.class, Call.Builder::attributes),
  SUMMARY(Kind.JSON, Call::summary, Object.class, Call.Builder::summary);

  /** What a column holds. */
  public enum Kind {
    /** A {@link String}. */
    TEXT,
    /** An {@link Instant}. */
    DATE,
    /** A {@link Long}. */
    INTEGER,
    /** A {@link List} of strings, empty for none. */
    LIST,
    /** A plain JSON value. */
    JSON
  }

  private static final Map<String, CallColumn> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(CallColumn::wireName, Function.identity()));

  /** The names of those that hold any JSON. */
  public static final Set<String> OF_JSON =
      Arrays.stream(values())
          .filter(column -> column.kind == Kind.JSON)
          .map(CallColumn::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods of calls hold nothing
  private final Function<Call, @Nullable Object> getter;

  @SuppressWarnings("ImmutableEnumChecker")
  private final BiConsumer<Call.Builder, Object> setter;

  CallColumn(
      Kind kind, Function<Call, @Nullable Object> getter, BiConsumer<Call.Builder, Object> setter) {
    this.kind = kind;
    this.getter = getter;
    this.setter = setter;
  }

  <V> CallColumn(
      Kind kind,
      Function<Call, @Nullable Object> getter,
      Class<V> type,
      BiConsumer<Call.Builder, V> setter) {
    this(kind, getter, (call, value) -> setter.accept(call, type.cast(value)));
  }

  @SuppressWarnings("unchecked") // the elements are checked where calls are read
  private static List<String> texts(Object value) {
    return (List<String>) value;
  }

  /** {@return the column of that name in JSON, null if calls have none} */
  public static @Nullable CallColumn named(String name) {
    return BY_NAME.get(name);
  }

  /** {@return the name in JSON, in queries and in datasets} */
  public String wireName() {
    return wireName;
  }

  public Kind kind() {
    return kind;
  }

  /** {@return what reads the column of a call} */
  public Function<Call, @Nullable Object> getter() {
    return getter;
  }

  /** Gives a call a value of the column's kind. */
  public void set(Call.Builder call, Object value) {
    setter.accept(call, value);
  }
}
