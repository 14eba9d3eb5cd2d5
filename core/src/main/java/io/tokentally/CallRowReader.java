package io.tokentally;

import static java.util.Objects.requireNonNull;

import io.tokentally.json.CallColumn;
import io.tokentally.json.CallRow;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.KnownStrings;
import io.tokentally.json.MemberPlaces;
import io.tokentally.json.MemberPlaces.Member;
import io.tokentally.json.MemberReader;
import io.tokentally.json.ResponseMembers;
import io.tokentally.value.Timestamps;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a rollup needs of lines as rows. Of a line that is unusual the row holds the call that
 * {@link CallLine} makes of it, or the exception that rejects it. Not thread-safe.
 */
final class CallRowReader {

  /** Strings stand in a row under the same numbers. */
  private static final int TEXTS = CallRow.PARENT_ID + 1;

  private static final int OP_NAME = TEXTS;
  private static final int DISPLAY_NAME = OP_NAME + 1;
  private static final int STARTED_AT = DISPLAY_NAME + 1;
  private static final int ENDED_AT = STARTED_AT + 1;
  private static final int EXCEPTION = ENDED_AT + 1;
  private static final int SUMMARY = EXCEPTION + 1;
  private static final int USAGE = SUMMARY + 1;
  private static final int WEAVE = USAGE + 1;
  private static final int STATUS = WEAVE + 1;
  private static final int ATTRIBUTES = STATUS + 1;
  private static final int OUTPUT = ATTRIBUTES + 1;

  /** Something in attributes, and in output, that counts. */
  private static final int OF_ATTRIBUTES = OUTPUT + 1;

  private static final int OF_OUTPUT = OF_ATTRIBUTES + 1;
  private static final int PLACES = OF_OUTPUT + 1;

  /** Names of operations are mostly shorter, and stand in many lines. */
  private static final int LONGEST_NAME = 64;

  private static final String ERROR = "error";

  private final int most;
  private final CallLine whole;
  private final MemberPlaces call;

  /** What counts of attributes and output. */
  private final MemberReader attributes = requireNonNull(SpanAttributes.ofCall().inner());

  private final MemberReader output = requireNonNull(ResponseMembers.ofOutput().inner());

  private final KnownStrings names = new KnownStrings(LONGEST_NAME);
  private int end;

  /**
   * A reader of lines.
   *
   * @param most how many bytes one line may have
   * @param more the columns that the calls of unusual lines have besides those of a rollup
   */
  CallRowReader(int most, Collection<CallColumn> more) {
    this.most = most;
    this.whole = CallLine.reading(most, SomeColumns.ofRollup(more));
    this.call =
        new MemberPlaces(
            PLACES,
            List.of(
                column(CallColumn.ID, CallRow.ID),
                column(CallColumn.PROJECT_ID, CallRow.PROJECT_ID),
                column(CallColumn.TRACE_ID, CallRow.TRACE_ID),
                column(CallColumn.PARENT_ID, CallRow.PARENT_ID),
                column(CallColumn.OP_NAME, OP_NAME),
                column(CallColumn.DISPLAY_NAME, DISPLAY_NAME),
                column(CallColumn.STARTED_AT, STARTED_AT),
                column(CallColumn.ENDED_AT, ENDED_AT),
                column(CallColumn.EXCEPTION, EXCEPTION),
                column(
                    CallColumn.SUMMARY,
                    SUMMARY,
                    Member.of("usage", USAGE),
                    Member.of("weave", WEAVE, Member.of("status", STATUS))),
                Member.of(CallColumn.ATTRIBUTES.wireName(), ATTRIBUTES, attributes, OF_ATTRIBUTES),
                Member.of(CallColumn.OUTPUT.wireName(), OUTPUT, output, OF_OUTPUT)));
  }

  private static Member column(CallColumn column, int place, Member... members) {
    return Member.of(column.wireName(), place, members);
  }

  /**
   * Reads a line into a row; {@link #end} then says where the line is over.
   *
   * @param from where in the text the line begins
   * @param number the number of the line
   * @return whether there is anything in the line
   */
  boolean read(JsonBytes text, int from, int number, CallRow row) {
    int start = text.blank(from);
    end = text.endAfter(start);
    if (end == start) {
      return false;
    }
    row.begin(text, from, number);
    if (text.length() - from > most || !isPlain(text, start, row)) {
      row.setRecord(record(text, from, number));
    }
    return true;
  }

  /** {@return where the line is over that was read last} */
  int end() {
    return end;
  }

  /** {@return the call of a line, or the exception that rejects it} */
  Object record(JsonBytes text, int from, int number) {
    Object record;
    try {
      record = requireNonNull(whole.read(text, from, number));
    } catch (BadCallException e) {
      record = e;
    }
    end = whole.end();
    return record;
  }

  BadCallException tooLong(int number) {
    return whole.tooLong(number);
  }

  private boolean isPlain(JsonBytes text, int start, CallRow row) {
    end = text.isObject(start) ? text.endAfter(call.scan(text, start)) : JsonBytes.UNKNOWN;
    return end != JsonBytes.UNKNOWN
        && hasTexts(text, row)
        && hasTimes(text, row)
        && isPlainText(text, OP_NAME)
        && isPlainText(text, DISPLAY_NAME)
        && isPlainText(text, EXCEPTION)
        && (!isObject(text, WEAVE) || isPlainText(text, STATUS))
        && hasSummary(text, row)
        && takesParts(text, row);
  }

  private boolean hasTexts(JsonBytes text, CallRow row) {
    for (int column = 0; column < TEXTS; column++) {
      if (call.isPlainString(text, column)) {
        row.set(column, call.start(column) + 1, call.end(column) - 1);
      } else if (!call.isNull(text, column)) {
        return false;
      }
    }
    return row.has(CallRow.ID);
  }

  private boolean hasTimes(JsonBytes text, CallRow row) {
    long started = nanos(text, STARTED_AT);
    long ended = nanos(text, ENDED_AT);
    row.setTimes(started, ended);
    return (started != Timestamps.NO_NANOS || call.isNull(text, STARTED_AT))
        && (ended != Timestamps.NO_NANOS || call.isNull(text, ENDED_AT));
  }

  private long nanos(JsonBytes text, int column) {
    return call.isPlainString(text, column)
        ? Timestamps.nanos(text.bytes(), call.start(column) + 1, call.end(column) - 1)
        : Timestamps.NO_NANOS;
  }

  private boolean hasSummary(JsonBytes text, CallRow row) {
    if (!isObject(text, SUMMARY) || !isObject(text, USAGE)) {
      // Anything else would be reported as no usage.
      return call.isNull(text, SUMMARY) || (isObject(text, SUMMARY) && call.isNull(text, USAGE));
    }
    row.set(CallRow.USAGE, call.start(USAGE), call.end(USAGE));
    return true;
  }

  private boolean isObject(JsonBytes text, int place) {
    return text.isObject(call.start(place));
  }

  /** {@return whether a member is a string without escapes, or none} */
  private boolean isPlainText(JsonBytes text, int place) {
    return call.isNull(text, place) || call.isPlainString(text, place);
  }

  /** Takes what attributes, output and the summary say besides usage; false if it is unusual. */
  private boolean takesParts(JsonBytes text, CallRow row) {
    boolean hasAttributes = call.start(OF_ATTRIBUTES) != MemberPlaces.NONE;
    boolean hasOutput = call.start(OF_OUTPUT) != MemberPlaces.NONE;
    if ((hasAttributes && attributes.scan(text, call.start(ATTRIBUTES)) != call.end(ATTRIBUTES))
        || (hasOutput && output.scan(text, call.start(OUTPUT)) != call.end(OUTPUT))) {
      return false;
    }
    row.setNames(string(text, OP_NAME), string(text, DISPLAY_NAME));
    Object of = hasAttributes ? attributes.found() : null;
    row.setOperation(of == null ? null : CallOperation.of(of, null));
    row.setResponse(hasOutput ? output.found() : null);
    row.setFailed(
        !call.isNull(text, EXCEPTION)
            || hasErrorStatus(text)
            || (of != null && CallStatus.isError(null, of)));
    return true;
  }

  private @Nullable String string(JsonBytes text, int place) {
    return call.isNull(text, place)
        ? null
        : names.of(text, call.start(place) + 1, call.end(place) - 1);
  }

  private boolean hasErrorStatus(JsonBytes text) {
    return isObject(text, WEAVE)
        && call.isPlainString(text, STATUS)
        && ERROR.equalsIgnoreCase(text.utf8(call.start(STATUS) + 1, call.end(STATUS) - 1));
  }
}
