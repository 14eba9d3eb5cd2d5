package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that lines of UTF-8 hold: as {@link JsonReader} does, but faster. Not
 * thread-safe.
 */
public final class LineReader {

  private final JsonFactory factory = JsonReader.newFactory();
  private final PlainJson plain = new PlainJson();

  /** A reader that keeps keys, so that equal ones of many lines are one string. */
  public LineReader() {}

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
    JsonSkipper skipper = new JsonSkipper(json, to);
    int after = plain.read(json, skipper, skipper.blank(from));
    return after != ODD && skipper.blank(after) == to
        ? plain.value()
        : JsonReader.readLine(factory, json.bytes(), from, to, line, faults);
  }
}
