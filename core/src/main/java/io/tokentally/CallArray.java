package io.tokentally;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One JSON array of calls. */
final class CallArray implements CallRecords {

  private final JsonParser parser;
  private boolean broken;
  private int index;

  CallArray(InputStream in) throws IOException {
    this.parser = JsonReader.parser(in);
  }

  @Override
  public @Nullable Call next() throws IOException {
    JsonLocation start = JsonLocation.NA;
    broken = true; // until the record is read to its end
    try {
      if (index == 0) {
        parser.nextToken();
      }
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        return end();
      }
      start = parser.currentTokenLocation();
      Faults faults = new Faults();
      Object document = JsonReader.readCurrent(parser, Loc.ROOT, faults);
      broken = false;
      return CallJson.call(document, Loc.ROOT.index(index++), faults);
    } catch (JsonProcessingException e) {
      throw CallRecords.bad(
          JsonReader.malformed(e, Loc.ROOT, 1), start.getLineNr(), start.getColumnNr());
    } catch (ValidationException e) {
      throw CallRecords.bad(e, start.getLineNr(), start.getColumnNr());
    }
  }

  private @Nullable Call end() throws IOException {
    if (parser.nextToken() != null) {
      JsonLocation at = parser.currentTokenLocation();
      ValidationException more =
          Faults.refusal(
              Loc.ROOT, ValidationError.Type.JSON, "expected nothing after the array of calls");
      throw CallRecords.bad(more, at.getLineNr(), at.getColumnNr());
    }
    return null;
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
