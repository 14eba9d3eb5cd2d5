package io.tokentally;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.json.CallColumn;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One JSON array of calls. */
final class CallArray implements CallRecords {

  private final RecordStream in;
  private final int most;
  private final JsonParser parser;
  private boolean broken;
  private boolean ended;
  private int index;
  private @Nullable BadCallException end;
  private @Nullable SomeColumns columns;
  private @Nullable CallFilter filter;

  CallArray(InputStream in) throws IOException {
    this(in, MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes an element may have; a few thousand more may pass, as the parser
   *     reads ahead
   */
  CallArray(InputStream in, int most) throws IOException {
    this.in = new RecordStream(in, most);
    this.most = most;
    this.parser = JsonReader.parser(this.in);
  }

  @Override
  public @Nullable Call next() throws IOException {
    Call call = record();
    while (call != null && filter != null && !filter.condition().test(call)) {
      call = record();
    }
    return call;
  }

  private @Nullable Call record() throws IOException {
    if (end != null) {
      throw end; // where it broke off, each time it is asked
    }
    if (ended) {
      return null;
    }
    JsonLocation start = JsonLocation.NA;
    broken = true; // until the record is read to its end
    in.begin();
    try {
      if (index == 0) {
        parser.nextToken();
      }
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        start = end();
        if (start == null) {
          ended = true;
          return null;
        }
        throw ErrorCollector.refusal(
            Loc.ROOT, ValidationError.Type.JSON, "expected nothing after the array of calls");
      }
      start = parser.currentTokenLocation();
      ErrorCollector faults = new ErrorCollector();
      Object document = JsonReader.readCurrent(parser, Loc.ROOT.index(index), faults);
      broken = false;
      SomeColumns some = columns;
      return CallJson.call(
          some == null ? document : some.of(document), Loc.ROOT.index(index++), faults);
    } catch (JsonProcessingException | CharConversionException e) {
      throw refusal(JsonReader.malformed(e, Loc.ROOT, 1), start);
    } catch (RecordStream.TooLong e) {
      String msg = "expected an element of at most " + most + " bytes, found more";
      throw refusal(
          ErrorCollector.refusal(Loc.ROOT.index(index), ValidationError.Type.LIMIT, msg), start);
    } catch (ValidationException e) {
      throw refusal(e, start);
    }
  }

  private BadCallException refusal(ValidationException e, JsonLocation start) {
    // What breaks off before the first record has no place of its own.
    int line = Math.max(1, start.getLineNr());
    int column = Math.max(1, start.getColumnNr());
    BadCallException bad = CallRecords.bad(e, line, column);
    end = broken ? bad : null;
    return bad;
  }

  /** {@return where something stands after the array; null if nothing does} */
  private @Nullable JsonLocation end() throws IOException {
    return parser.nextToken() == null ? null : parser.currentTokenLocation();
  }

  @Override
  public void forRollup(Collection<CallColumn> more) {
    columns = SomeColumns.ofRollup(more);
  }

  @Override
  public @Nullable CallRowLines rows(Collection<CallColumn> more) {
    return null;
  }

  @Override
  public void only(CallFilter filter) {
    this.filter = filter;
  }

  @Override
  public boolean goesOn() {
    return !broken;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
