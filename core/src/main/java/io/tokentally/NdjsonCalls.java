package io.tokentally;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Lines;
import io.tokentally.json.Loc;
import io.tokentally.json.MemberReader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One call a line. A line break cannot stand inside JSON text, so the next record is always found.
 */
final class NdjsonCalls implements CallRecords {

  private final Lines lines;
  private final int most;
  private final JsonFactory factory = JsonReader.newFactory();
  private @Nullable MemberReader columns;

  NdjsonCalls(InputStream in) {
    this(in, MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes one line may have
   */
  NdjsonCalls(InputStream in, int most) {
    this.lines = new Lines(in, most);
    this.most = most;
  }

  @Override
  public @Nullable Call next() throws IOException {
    Call call = null;
    while (call == null && lines.next()) {
      call = call();
    }
    return call;
  }

  /** {@return the call of the current line, null if it is blank} */
  private @Nullable Call call() throws BadCallException {
    int line = lines.number();
    if (lines.isTooLong()) {
      String msg = "expected a line of at most " + most + " bytes, found more";
      throw CallRecords.bad(ErrorCollector.refusal(Loc.ROOT, Type.LIMIT, msg), line, 1);
    }
    JsonBytes text = lines.text();
    int from = lines.from();
    int to = lines.to();
    int start = text.blank(from, to);
    if (start == to) {
      return null;
    }
    try {
      ErrorCollector faults = new ErrorCollector();
      MemberReader some = columns;
      Object document =
          some == null
              ? JsonReader.readLine(factory, text.bytes(), from, to, line, faults)
              : some.readLine(text, from, to, line, faults);
      return CallJson.call(document, Loc.ROOT, faults);
    } catch (ValidationException e) {
      throw CallRecords.bad(e, line, start - from + 1);
    }
  }

  @Override
  public void only(MemberReader some) {
    columns = some;
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
