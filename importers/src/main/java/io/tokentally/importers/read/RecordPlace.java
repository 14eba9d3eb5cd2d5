package io.tokentally.importers.read;

import io.tokentally.json.JsonBytes;
import io.tokentally.json.MemberReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a record stands in its file, and its text if it is a line. */
public final class RecordPlace {

  private int line = 1;
  private int column = 1;
  private @Nullable JsonBytes text;
  private int from;
  private int to;

  /** Goes to the beginning of a line. */
  public void at(int line) {
    set(line, 1);
  }

  void set(int line, int column) {
    this.line = line;
    this.column = column;
    this.text = null;
  }

  void set(JsonBytes text, int from, int to, int line) {
    this.line = line;
    this.column = 1;
    this.text = text;
    this.from = from;
    this.to = to;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** {@return whether the record is a line, which can be looked at again} */
  public boolean isLine() {
    return text != null;
  }

  /** {@return other members of a record that is a line; none if it is none} */
  public Map<?, ?> look(MemberReader members) {
    if (text == null) {
      return Map.of();
    }
    io.tokentally.json.ErrorCollector errors = new io.tokentally.json.ErrorCollector();
    return members.readLine(text, from, to, line, errors) instanceof Map<?, ?> object
        ? object
        : Map.of();
  }
}
