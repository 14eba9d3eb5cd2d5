package io.tokentally;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.CallColumn;
import io.tokentally.json.CallCopy;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineReader;
import io.tokentally.json.Loc;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads calls of lines. Not thread-safe. */
final class CallLine {

  private final int most;
  private final @Nullable SomeColumns columns;
  private final @Nullable CallFilter filter;
  private final LineReader whole = new LineReader(CallColumn.OF_JSON);
  private final CallCopy copy = new CallCopy();

  /** Whether the last line that was to be copied was let through. */
  private boolean isWanted;

  private int end;

  /**
   * {@return a reader of lines}
   *
   * @param most how many bytes one line may have
   * @param columns what is read of the calls; null for all
   */
  static CallLine reading(int most, @Nullable SomeColumns columns) {
    return new CallLine(most, columns, null);
  }

  /** {@return a reader of lines, which gives whole calls that a filter lets through} */
  static CallLine filtering(int most, CallFilter filter) {
    return new CallLine(most, SomeColumns.of(filter.columns()), filter);
  }

  private CallLine(int most, @Nullable SomeColumns columns, @Nullable CallFilter filter) {
    this.most = most;
    this.columns = columns;
    this.filter = filter;
  }

  /**
   * {@return the call of a line, null if it is blank or not let through; {@link #end} says where
   * the line is over}
   *
   * @param from where in the text the line begins
   * @param number the number of the line
   */
  @Nullable Call read(JsonBytes text, int from, int number) throws BadCallException {
    return read(text, from, number, this::call);
  }

  /** {@return the same, as it is written in a line} */
  byte @Nullable [] copy(JsonBytes text, int from, int number) throws BadCallException {
    return read(text, from, number, this::line);
  }

  /** What is made of a line that is not blank. */
  private interface Form<T> {
    @Nullable T of(JsonBytes text, int start, int number);
  }

  private <T> @Nullable T read(JsonBytes text, int from, int number, Form<T> form)
      throws BadCallException {
    int start = text.blank(from);
    end = text.endAfter(start);
    if (end == start) {
      return null;
    }
    if (text.length() - from > most) {
      end = text.endOfLine(start);
      if (end - from > most) {
        throw tooLong(number);
      }
    }
    try {
      return form.of(text, start, number);
    } catch (ValidationException e) {
      throw CallRecords.bad(e, number, start - from + 1);
    }
  }

  private @Nullable Call call(JsonBytes text, int start, int number) {
    if (columns == null) {
      return whole(text, start, number);
    }
    Call some = some(columns, text, start, number);
    if (filter == null) {
      return some;
    }
    return filter.condition().test(some) ? whole(text, start, number) : null;
  }

  private byte @Nullable [] line(JsonBytes text, int start, int number) {
    if (columns == null) {
      return copied(text, start, number);
    }
    if (filter == null) {
      return lineOf(some(columns, text, start, number));
    }
    if (isWanted) { // then the next line may be, too, and one pass is enough
      end = copy.line(text, start);
      Call some = end == JsonBytes.UNKNOWN ? null : columns.of(copy);
      if (some != null) {
        isWanted = filter.condition().test(some);
        return isWanted ? copy.toLine() : null;
      }
    }
    isWanted = filter.condition().test(some(columns, text, start, number));
    return isWanted ? copied(text, start, number) : null;
  }

  private byte[] copied(JsonBytes text, int start, int number) {
    end = copy.line(text, start);
    return end == JsonBytes.UNKNOWN ? lineOf(whole(text, start, number)) : copy.toLine();
  }

  /** {@return a call as {@link CallWriter} writes it} */
  static byte[] lineOf(Call call) {
    return (call.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** {@return where the line is over that was read last} */
  int end() {
    return end;
  }

  private Call whole(JsonBytes text, int start, int number) {
    end = whole.endOfPlain(text, start);
    ErrorCollector faults = new ErrorCollector();
    Object document;
    if (end == JsonBytes.UNKNOWN) {
      end = text.endOfLine(start);
      document = whole.whole(text, start, end, number, faults);
    } else {
      document = whole.plainValue();
    }
    return CallJson.call(document, Loc.ROOT, faults);
  }

  private Call some(SomeColumns some, JsonBytes text, int start, int number) {
    end = some.endOfPlain(text, start);
    Call plain = end == JsonBytes.UNKNOWN ? null : some.plainCall();
    if (plain != null) {
      return plain;
    }
    end = text.endOfLine(start);
    return some.wholeCall(text, start, end, number);
  }

  BadCallException tooLong(int number) {
    String msg = "expected a line of at most " + most + " bytes, found more";
    return CallRecords.bad(ErrorCollector.refusal(Loc.ROOT, Type.LIMIT, msg), number, 1);
  }
}
