package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationException;
import org.jspecify.annotations.Nullable;

/** Reads values of members, those that are not plain by {@link JsonReader}. Not thread-safe. */
final class ValueReader {

  /** A longer string is made anew for each line. */
  private static final int LONGEST = 128;

  /** Makes parsers for what is not plain. */
  private @Nullable JsonFactory factory;

  private final PlainJson plain = new PlainJson();
  private @Nullable Object value;

  /** {@return the value that was read last} */
  @Nullable Object value() {
    return value;
  }

  /** {@return the value of a line, all of which is read} */
  @Nullable Object whole(JsonBytes json, int from, int to, int line, ErrorCollector faults) {
    JsonFactory made = factory == null ? JsonReader.newFactory() : factory;
    factory = made;
    return JsonReader.readLine(made, json.bytes(), from, to, line, faults);
  }

  /**
   * {@return where the last quote of a string stands, of a length as ids have; {@link
   * JsonSkipper#ODD} for any other value}
   */
  static int endOfPlainString(JsonBytes json, int from) {
    int start = from + 1;
    if (!json.skipper().is('"', from)) {
      return ODD;
    }
    int end = Bytes.endOfPlain(json.bytes(), start, Math.min(json.length(), start + LONGEST));
    return json.skipper().is('"', end) ? end : ODD;
  }

  /**
   * {@return where a value is over that begins there, when it was read}
   *
   * @param quote of {@link #endOfPlainString}
   * @param last gives a string that is the one before
   */
  int read(JsonBytes json, int from, int quote, LastString last) {
    if (quote - from - 1 > ShortStrings.LONGEST) {
      value = last.of(json, from + 1, quote);
      return quote + 1;
    }
    int after = plain.read(json, from);
    if (after != ODD) {
      value = plain.value();
      return after;
    }
    value = null;
    after = json.skipper().value(from);
    if (after == ODD) {
      return ODD;
    }
    ErrorCollector faults = new ErrorCollector();
    try {
      value = whole(json, from, after, 1, faults);
      return faults.isEmpty() ? after : ODD;
    } catch (ValidationException e) {
      return ODD;
    }
  }
}
