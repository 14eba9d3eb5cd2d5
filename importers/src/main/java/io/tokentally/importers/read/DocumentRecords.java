package io.tokentally.importers.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents, one after the other: each a record, a list of records, or an object that holds
 * lists of records. Where the text stops being JSON, reading ends, and that is noted.
 */
public final class DocumentRecords implements Records {

  private final JsonParser parser;
  private final RecordReader reader;
  private final ReadingLog log;
  private final RecordPlace place = new RecordPlace();

  /** The members before the list that is being read, null outside of an object with lists. */
  private @Nullable Map<String, @Nullable Object> around;

  private boolean inList;
  private boolean inArray;
  private boolean ended;

  /** The documents that a parser reads; closing this closes it. */
  public DocumentRecords(JsonParser parser, RecordReader reader, ReadingLog log) {
    this.parser = parser;
    this.reader = reader;
    this.log = log;
  }

  @Override
  public boolean advance() throws IOException {
    if (ended) {
      return false;
    }
    try {
      return step();
    } catch (JsonProcessingException | CharConversionException e) {
      ended = true;
      bad(JsonReader.malformed(e, Loc.ROOT, 1));
      return true;
    } catch (ValidationException e) {
      ended = true;
      bad(e);
      return true;
    }
  }

  private void bad(ValidationException e) {
    JsonLocation at = parser.currentTokenLocation();
    log.bad(e, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private boolean step() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      ended = true;
      return false;
    }
    if (inList) {
      if (token == JsonToken.END_ARRAY) {
        inList = false;
      } else {
        record(around == null ? Map.of() : around);
      }
      return true;
    }
    Map<String, @Nullable Object> members = around;
    if (members != null) {
      member(members, token);
    } else if (inArray && token == JsonToken.END_ARRAY) {
      inArray = false;
    } else if (!inArray && token == JsonToken.START_ARRAY) {
      inArray = true;
    } else if (token == JsonToken.START_OBJECT && !reader.lists().isEmpty()) {
      around = new LinkedHashMap<>();
    } else {
      record(Map.of());
    }
    return true;
  }

  /** Takes a member of an object that may hold lists, or its end. */
  private void member(Map<String, @Nullable Object> members, JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT) {
      around = null;
      if (!members.containsKey(WITH_LISTS)) {
        place.set(parser.currentTokenLocation().getLineNr(), 1);
        reader.read(JsonValues.frozen(members), Map.of(), place);
      }
      return;
    }
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (value == JsonToken.START_ARRAY && reader.lists().contains(name)) {
      members.put(WITH_LISTS, true);
      inList = true;
    } else {
      ErrorCollector errors = new ErrorCollector();
      members.put(name, JsonReader.readCurrent(parser, Loc.ROOT, errors));
      errors.throwIfAny();
    }
  }

  /** Stands among the members of an object for that it held a list of records. */
  private static final String WITH_LISTS = "\0lists";

  private void record(Map<?, ?> outside) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    ErrorCollector errors = new ErrorCollector();
    Object record = JsonReader.readCurrent(parser, Loc.ROOT, errors);
    if (!errors.isEmpty()) {
      log.bad(errors.refusal(), at.getLineNr(), at.getColumnNr());
    } else if (record instanceof Map<?, ?> object) {
      place.set(at.getLineNr(), at.getColumnNr());
      reader.read(object, outside, place);
    } else {
      String found = JsonValues.describe(record);
      log.bad("expected an object, found " + found, at.getLineNr(), at.getColumnNr());
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
