package io.tokentally.importers.read;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.JsonReader;
import io.tokentally.json.LineBlocks;
import io.tokentally.json.Lines;
import io.tokentally.json.MemberReader;
import io.tokentally.value.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object per line. A line that is none is noted, and reading goes on after it. */
public final class LineRecords implements Records {

  private final Lines lines;
  private final RecordReader reader;
  private final ReadingLog log;
  private final @Nullable MemberReader members;
  private final @Nullable JsonFactory factory;
  private final RecordPlace place = new RecordPlace();

  /**
   * The lines of a file.
   *
   * @param room holds lines until the last one was read
   */
  public LineRecords(InputStream in, RecordReader reader, ReadingLog log, byte[] room) {
    this.lines = new Lines(in, LineBlocks.MAX_BYTES, room);
    this.reader = reader;
    this.log = log;
    this.members = reader.members();
    this.factory = members == null ? JsonReader.newFactory() : null;
  }

  @Override
  public boolean advance() throws IOException {
    if (!lines.next()) {
      return false;
    }
    int line = lines.number();
    if (lines.isTooLong()) {
      log.bad("expected a line of at most " + LineBlocks.MAX_BYTES + " bytes, found more", line, 1);
      return true;
    }
    JsonBytes text = lines.text();
    int start = text.blank(lines.from());
    int end = text.endAfter(start);
    if (end == JsonBytes.UNKNOWN) {
      read(text, start, line);
    } else {
      lines.endsAt(end); // an empty line
    }
    return true;
  }

  private void read(JsonBytes text, int start, int line) {
    MemberReader some = members;
    lines.endsAt(some == null ? JsonBytes.UNKNOWN : some.endOfPlain(text, start));
    if (lines.isEndKnown()) {
      place.set(text, start, lines.to(), line);
      reader.readMembers(place);
    } else {
      readWhole(text, start, line);
    }
  }

  private void readWhole(JsonBytes text, int start, int line) {
    int column = start - lines.from() + 1;
    ErrorCollector errors = new ErrorCollector();
    try {
      Object record = whole(text, start, line, errors);
      errors.throwIfAny();
      if (record instanceof Map<?, ?> object) {
        place.set(text, start, lines.to(), line);
        reader.read(object, Map.of(), place);
      } else {
        log.bad("expected an object, found " + JsonValues.describe(record), line, column);
      }
    } catch (ValidationException e) {
      log.bad(e, line, column);
    }
  }

  private @Nullable Object whole(JsonBytes text, int start, int line, ErrorCollector errors) {
    MemberReader some = members;
    return some == null
        ? JsonReader.readLine(
            requireNonNull(factory), text.bytes(), start, lines.to(), line, errors)
        : some.wholeLine(text, start, lines.to(), line, errors);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
