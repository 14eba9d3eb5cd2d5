package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import io.tokentally.value.ObjectBuilder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of the plainest make, as ids and usage mostly are: objects without white space,
 * strings without escapes, small integers. {@link JsonReader} reads the rest, and reports what is
 * wrong. Not thread-safe.
 */
final class PlainJson {

  private static final int MOST_LEVELS = 8;

  /** So many digits fit a long. */
  private static final int MOST_DIGITS = 18;

  private static final int KEYS = 1 << 8;

  /** Keys that were read before: most are read again and again. */
  private final String[] keys = new String[KEYS];

  private JsonBytes json = new JsonBytes(new byte[0], 0);
  private byte[] bytes = json.bytes();
  private int end;
  private int at;
  private @Nullable Object value;

  /** {@return where the value is over that begins there, or {@link JsonSkipper#ODD}} */
  int read(JsonBytes text, int from, int to) {
    json = text;
    bytes = text.bytes();
    end = to;
    at = from;
    return value(0) ? at : ODD;
  }

  /** {@return the value that was read last, frozen} */
  @Nullable Object value() {
    return value;
  }

  private boolean value(int level) {
    byte first = at < end ? bytes[at] : 0;
    return switch (first) {
      case '"' -> text();
      case '{' -> level < MOST_LEVELS && object(level);
      case 'n' -> word("null", null);
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private boolean text() {
    int start = at + 1;
    if (skipText()) {
      value = json.text(start, at - 1);
      return true;
    }
    at = at - 1;
    while (at < end && bytes[at] < 0) {
      int after = Utf8.end(bytes, at, end);
      if (after == Utf8.INVALID) {
        return false;
      }
      at = Bytes.endOfPlain(bytes, after, end);
    }
    if (at >= end || bytes[at] != '"') {
      return false;
    }
    value = new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
    return true;
  }

  /** Goes behind the text whose quote stands here; false if it is unusual. */
  private boolean skipText() {
    int quote = Bytes.endOfPlain(bytes, at + 1, end);
    at = quote + 1;
    return quote < end && bytes[quote] == '"';
  }

  private boolean word(String word, @Nullable Object meaning) {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || bytes[at] != word.charAt(i)) {
        return false;
      }
      at++;
    }
    value = meaning;
    return true;
  }

  private boolean number() {
    int start = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - start < MOST_DIGITS) {
      number = number * 10 + (bytes[at++] - '0');
    }
    boolean zeroInFront = at - start > 1 && bytes[start] == '0';
    value = number;
    return at > start && !zeroInFront && at < end && (bytes[at] == ',' || bytes[at] == '}');
  }

  private boolean object(int level) {
    ObjectBuilder members = new ObjectBuilder();
    at++;
    boolean more = at < end && bytes[at] != '}';
    while (more) {
      String key = key();
      if (key == null || at == end || bytes[at++] != ':' || !value(level + 1)) {
        return false;
      }
      if (members.contains(key)) {
        return false; // written twice
      }
      members.put(key, value);
      more = at < end && bytes[at] == ',';
      at += more ? 1 : 0;
    }
    if (at >= end || bytes[at++] != '}') {
      return false;
    }
    value = members.build();
    return true;
  }

  /** {@return the key that begins here, null if it is unusual} */
  private @Nullable String key() {
    int start = at + 1;
    if (at >= end || bytes[at] != '"' || !skipText()) {
      return null;
    }
    int quote = at - 1;
    int length = quote - start;
    int place = length == 0 ? 0 : (31 * length + 7 * bytes[start] + bytes[quote - 1]) & (KEYS - 1);
    String known = keys[place];
    if (known == null || known.length() != length || !json.isText(known, start)) {
      known = json.text(start, quote);
      keys[place] = known;
    }
    return known;
  }
}
