package io.tokentally;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineReader;
import io.tokentally.json.Loc;
import org.jspecify.annotations.Nullable;

/** Reads calls of lines. Not thread-safe. */
final class CallLine {

  private final int most;
  private final @Nullable SomeColumns columns;
  private final LineReader whole = new LineReader();

  /**
   * A reader of lines.
   *
   * @param most how many bytes one line may have
   * @param columns what is read of the calls; null for all
   */
  CallLine(int most, @Nullable SomeColumns columns) {
    this.most = most;
    this.columns = columns;
  }

  /**
   * {@return the call of a line, null if it is blank}
   *
   * @param from where in the text the line begins
   * @param to where it is over
   * @param number the number of the line
   */
  @Nullable Call read(JsonBytes text, int from, int to, int number) throws BadCallException {
    int start = text.blank(from, to);
    if (start == to) {
      return null;
    }
    try {
      if (columns != null) {
        return columns.ofLine(text, from, to, number);
      }
      ErrorCollector faults = new ErrorCollector();
      Object document = whole.read(text, from, to, number, faults);
      return CallJson.call(document, Loc.ROOT, faults);
    } catch (ValidationException e) {
      throw CallRecords.bad(e, number, start - from + 1);
    }
  }

  BadCallException tooLong(int number) {
    String msg = "expected a line of at most " + most + " bytes, found more";
    return CallRecords.bad(ErrorCollector.refusal(Loc.ROOT, Type.LIMIT, msg), number, 1);
  }
}
