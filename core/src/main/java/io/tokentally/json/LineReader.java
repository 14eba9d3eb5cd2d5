package io.tokentally.json;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that lines of UTF-8 hold: as {@link JsonReader} does, but faster. Not
 * thread-safe.
 */
public final class LineReader {

  private final JsonFactory factory = JsonReader.newFactory();
  private final PlainJson plain;

  /** A reader that keeps keys, so that equal ones of many lines are one string. */
  public LineReader() {
    this(Set.of());
  }

  /**
   * A reader of objects.
   *
   * @param lazy the keys of those members that are kept as JSON as long as nobody looks into them
   */
  public LineReader(Set<String> lazy) {
    this.plain = new PlainJson(lazy);
  }

  /**
   * {@return the value of a line}
   *
   * @param from where in the text the line begins
   * @param to where it is over
   * @param line the number of the line, for messages
   * @param faults takes the errors that leave the rest readable
   * @throws ValidationException if the line is not JSON
   */
  public @Nullable Object read(JsonBytes json, int from, int to, int line, ErrorCollector faults) {
    return endOfPlain(json, from) == to ? plain.value() : whole(json, from, to, line, faults);
  }

  /**
   * {@return where a line is over whose value could be read at once, and is {@link #plainValue};
   * {@link JsonSkipper#ODD} where {@link #whole} is needed to say what there is}
   */
  public int endOfPlain(JsonBytes json, int from) {
    return json.endAfter(plain.read(json, json.blank(from)));
  }

  /** {@return the value that was read last} */
  public @Nullable Object plainValue() {
    return plain.value();
  }

  /** {@return the value of a line, which is read by {@link JsonReader}} */
  public @Nullable Object whole(JsonBytes json, int from, int to, int line, ErrorCollector faults) {
    return JsonReader.readLine(factory, json.bytes(), from, to, line, faults);
  }
}
