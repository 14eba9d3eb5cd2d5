package io.tokentally.json;

import io.tokentally.Call;
import io.tokentally.value.PackedStringDictionary;
import io.tokentally.value.Timestamps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a rollup needs of a call, as places in the line that it stands in: no objects are made for
 * it. Rows are used again for other calls. Not thread-safe.
 */
public final class CallRow {

  /** Strings of a row. */
  public static final int ID = 0;

  public static final int PROJECT_ID = 1;
  public static final int TRACE_ID = 2;
  public static final int PARENT_ID = 3;

  /** {@code summary.usage}, an object. */
  public static final int USAGE = 4;

  private static final int COLUMNS = 5;
  private static final int NONE = MemberPlaces.NONE;

  private final int[] starts = new int[COLUMNS];
  private final int[] ends = new int[COLUMNS];
  private final int[] hashes = new int[COLUMNS];
  private JsonBytes text = new JsonBytes(new byte[0], 0);
  private int from;
  private int line;
  private long startedAt;
  private long endedAt;
  private boolean failed;
  private @Nullable String opName;
  private @Nullable String displayName;
  private @Nullable String operation;
  private @Nullable Object response;
  private @Nullable Object record;

  /**
   * Begins with a row that has nothing yet.
   *
   * @param lineFrom where the line begins
   * @param number the number of the line
   */
  public void begin(JsonBytes lines, int lineFrom, int number) {
    text = lines;
    from = lineFrom;
    line = number;
    startedAt = Timestamps.NO_NANOS;
    endedAt = Timestamps.NO_NANOS;
    failed = false;
    opName = null;
    displayName = null;
    operation = null;
    response = null;
    record = null;
    Arrays.fill(starts, NONE);
  }

  /** Sets a string, or usage. */
  public void set(int column, int start, int end) {
    starts[column] = start;
    ends[column] = end;
    hashes[column] = PackedStringDictionary.hash(text.bytes(), start, end);
  }

  /** Sets when the call began and ended, in nanoseconds since 1970. */
  public void setTimes(long started, long ended) {
    startedAt = started;
    endedAt = ended;
  }

  public void setNames(@Nullable String ofOperation, @Nullable String shown) {
    opName = ofOperation;
    displayName = shown;
  }

  public void setFailed(boolean value) {
    failed = value;
  }

  /** Sets the operation that attributes name. */
  public void setOperation(@Nullable String name) {
    operation = name;
  }

  public void setResponse(@Nullable Object members) {
    response = members;
  }

  /** Sets what the line is instead of a row: a {@link Call}, or the exception that rejects it. */
  public void setRecord(Object callOrRefusal) {
    record = callOrRefusal;
  }

  /** {@return what the line is instead of a row; null for a row} */
  public @Nullable Object record() {
    return record;
  }

  /** {@return the lines that hold this one} */
  public JsonBytes text() {
    return text;
  }

  /** {@return the bytes of the strings} */
  public byte[] bytes() {
    return text.bytes();
  }

  /** {@return where the line begins} */
  public int from() {
    return from;
  }

  /** {@return the number of the line} */
  public int line() {
    return line;
  }

  /** {@return whether the row has a column} */
  public boolean has(int column) {
    return starts[column] != NONE;
  }

  /** {@return the hash of a column that the row has, as dictionaries have it} */
  public int hash(int column) {
    return hashes[column];
  }

  /** {@return whether the row has a string, and nothing in it} */
  public boolean isEmpty(int column) {
    return has(column) && starts[column] == ends[column];
  }

  /** {@return where a column begins that the row has; behind the quote of a string} */
  public int start(int column) {
    return starts[column];
  }

  /** {@return where a column is over that the row has} */
  public int end(int column) {
    return ends[column];
  }

  /** {@return when the call began; {@link Timestamps#NO_NANOS} where that is not known} */
  public long startedAt() {
    return startedAt;
  }

  /** {@return when the call ended; {@link Timestamps#NO_NANOS} where that is not known} */
  public long endedAt() {
    return endedAt;
  }

  public @Nullable String opName() {
    return opName;
  }

  public @Nullable String displayName() {
    return displayName;
  }

  public boolean failed() {
    return failed;
  }

  /** {@return the operation that attributes name; null where its own name says it} */
  public @Nullable String operation() {
    return operation;
  }

  /** {@return what counts of the output; null for nothing} */
  public @Nullable Object response() {
    return response;
  }
}
