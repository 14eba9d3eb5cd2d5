package io.tokentally.json;

/**
 * Finds where JSON values end without making them, and sees whether they are JSON: what it finds an
 * end of, {@link JsonReader} reads without an error, but for keys that are written twice in an
 * object. What is rare is left to that reader: deep nesting, exponents, long keys and numbers.
 */
final class JsonSkipper {

  /** No end was found, or none that can be found so simply. */
  static final int ODD = Utf8.INVALID;

  /** A bit for each open bracket. */
  private static final int MOST_LEVELS = Long.SIZE;

  private static final int MOST_DIGITS = 1_000;

  private final JsonBytes json;
  private final byte[] bytes;
  private final int end;

  /**
   * A skipper in a part of a string.
   *
   * @param end where the part is over
   */
  JsonSkipper(JsonBytes json, int end) {
    this.json = json;
    this.bytes = json.bytes();
    this.end = end;
  }

  /** {@return where the part is over} */
  int end() {
    return end;
  }

  /** {@return whether the character stands there} */
  boolean is(char expected, int at) {
    return at >= 0 && at < end && bytes[at] == expected;
  }

  /** {@return where the first character stands that is no white space} */
  int blank(int from) {
    return json.blank(from, end);
  }

  /** {@return where a value that begins there is over} */
  int value(int from) {
    return is('{', from) || is('[', from) ? nested(from) : plain(from);
  }

  /** {@return where a value that is no object or array is over} */
  private int plain(int from) {
    if (from < 0 || from >= end) {
      return ODD;
    }
    return switch (bytes[from]) {
      case '"' -> string(from);
      case 't' -> word("true", from);
      case 'f' -> word("false", from);
      case 'n' -> word("null", from);
      default -> number(from);
    };
  }

  /** {@return where a string is over whose first quote stands there} */
  int string(int from) {
    int at = Bytes.endOfPlain(bytes, from + 1, end);
    while (at < end && bytes[at] != '"') {
      byte next = bytes[at];
      // Most that is escaped are line breaks and quotes.
      boolean isUsual =
          next == '\\' && at + 1 < end && (bytes[at + 1] == 'n' || bytes[at + 1] == '"');
      at = isUsual ? at + 2 : special(next, at);
      if (at == ODD) {
        return ODD;
      }
      at = Bytes.endOfPlain(bytes, at, end);
    }
    return at < end ? at + 1 : ODD;
  }

  /** {@return where a character is over that does not stand for itself} */
  private int special(byte first, int at) {
    return first == '\\' ? escaped(at + 1) : first < 0 ? Utf8.end(bytes, at, end) : ODD;
  }

  /** {@return where a key is over whose first quote stands there; escapes in it are unusual} */
  int key(int from) {
    int at = Bytes.endOfPlain(bytes, from + 1, end);
    while (at < end && bytes[at] < 0) {
      int after = Utf8.end(bytes, at, end);
      at = after == ODD ? end : Bytes.endOfPlain(bytes, after, end);
    }
    return is('"', at) ? at + 1 : ODD;
  }

  /** {@return where an escape is over, whose backslash stands before} */
  private int escaped(int at) {
    if (at >= end) {
      return ODD;
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> hexadecimal(at + 1);
      default -> ODD;
    };
  }

  private int hexadecimal(int from) {
    int after = from + 4;
    if (after > end) {
      return ODD;
    }
    for (int at = from; at < after; at++) {
      if (Character.digit(bytes[at], 16) < 0) {
        return ODD;
      }
    }
    return after;
  }

  /** {@return where a word is over that stands there} */
  int word(String word, int from) {
    return json.isText(word, from) && from + word.length() <= end ? from + word.length() : ODD;
  }

  /** {@return where a number is over that begins there} */
  int number(int from) {
    int at = is('-', from) ? from + 1 : from;
    int whole = digits(at);
    if (whole == at || (bytes[at] == '0' && whole > at + 1)) {
      return ODD;
    }
    at = whole;
    if (is('.', at)) {
      int fraction = digits(at + 1);
      if (fraction == at + 1) {
        return ODD;
      }
      at = fraction;
    }
    boolean isOver = at == end || !isOfNumber(bytes[at]);
    return isOver && at - from <= MOST_DIGITS ? at : ODD;
  }

  private int digits(int from) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /** {@return whether a number or word goes on with the character} */
  private static boolean isOfNumber(byte next) {
    return ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')
        || next == '-'
        || next == '+'
        || next == '.';
  }

  private int nested(int from) {
    long objects = 0; // the lowest bit: whether the innermost bracket is a brace
    int levels = 0;
    int at = from;
    while (true) {
      boolean object = is('{', at);
      if (object || is('[', at)) {
        if (++levels > MOST_LEVELS) {
          return ODD;
        }
        objects = objects << 1 | (object ? 1 : 0);
        at = blank(at + 1);
        if (!is(object ? '}' : ']', at)) {
          at = object ? member(at) : at;
          continue;
        }
      } else {
        at = plain(at);
        if (at == ODD) {
          return ODD;
        }
        at = blank(at);
      }
      // Behind a value, or at the bracket that closes an empty one.
      while (is((objects & 1) == 1 ? '}' : ']', at)) {
        objects >>>= 1;
        if (--levels == 0) {
          return at + 1;
        }
        at = blank(at + 1);
      }
      if (!is(',', at)) {
        return ODD;
      }
      at = blank(at + 1);
      at = (objects & 1) == 1 ? member(at) : at;
    }
  }

  /** {@return where the value of a member begins whose key begins there} */
  private int member(int from) {
    if (!is('"', from)) {
      return ODD;
    }
    int at = string(from);
    if (at == ODD) {
      return ODD;
    }
    at = blank(at);
    return is(':', at) ? blank(at + 1) : ODD;
  }
}
