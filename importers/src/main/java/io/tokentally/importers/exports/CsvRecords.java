package io.tokentally.importers.exports;

import io.tokentally.importers.read.ReadingLog;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in CSV (RFC 4180): the first row names the columns; values in quotes may hold separators
 * and line breaks. A row with another number of values than columns is noted, and reading goes on.
 */
public final class CsvRecords implements Records {

  private static final int MOST_CHARACTERS = 1 << 24;

  private final BufferedReader in;
  private final RecordReader reader;
  private final ReadingLog log;
  private final RecordPlace place = new RecordPlace();
  private final char separator;
  private final List<String> names;
  private int line = 1;

  /**
   * The rows of a stream.
   *
   * @param needed columns that the table must have
   * @throws MissingColumn if it has not
   */
  public CsvRecords(InputStream in, RecordReader reader, ReadingLog log, Collection<String> needed)
      throws IOException {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    this.reader = reader;
    this.log = log;
    this.in.mark(1 << 16);
    String first = this.in.readLine();
    this.in.reset();
    this.separator = CsvLine.separator(first == null ? "" : first);
    List<String> row = row();
    this.names = row == null ? List.of() : row.stream().map(String::strip).toList();
    for (String column : needed) {
      if (!names.contains(column)) {
        throw new MissingColumn(column, names);
      }
    }
  }

  /** The table has no column of a name that was given. */
  public static final class MissingColumn extends IOException {

    private static final long serialVersionUID = 1;

    MissingColumn(String column, List<String> names) {
      super("expected a column \"" + column + "\", found " + String.join(", ", names));
    }
  }

  @Override
  public boolean advance() throws IOException {
    int began = line;
    List<String> values = row();
    if (values == null) {
      return false;
    }
    if (values.size() == 1 && values.get(0).isBlank()) {
      return true;
    }
    if (values.size() != names.size()) {
      String found = "expected " + names.size() + " values, found " + values.size();
      log.bad(found, began, 1);
      return true;
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), values.get(i).strip());
    }
    place.at(began);
    reader.read(row, Map.of(), place);
    return true;
  }

  /** {@return the values of the next row; null at the end} */
  private @org.jspecify.annotations.Nullable List<String> row() throws IOException {
    int next = in.read();
    if (next < 0) {
      return null;
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int characters = 0;
    boolean quoted = false;
    while (next >= 0 && characters++ < MOST_CHARACTERS) {
      if (quoted) {
        int after = next == '"' ? peek() : 0;
        if (next == '"' && after != '"') {
          quoted = false;
        } else {
          value.append((char) next);
          line += next == '\n' ? 1 : 0;
          if (next == '"') {
            in.read();
          }
        }
      } else if (next == '"' && value.toString().isBlank()) {
        value.setLength(0);
        quoted = true;
      } else if (next == separator) {
        values.add(value.toString());
        value.setLength(0);
      } else if (next == '\n') {
        line++;
        break;
      } else if (next != '\r') {
        value.append((char) next);
      }
      next = in.read();
    }
    values.add(value.toString());
    return values;
  }

  private int peek() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
