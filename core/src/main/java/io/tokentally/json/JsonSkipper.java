package io.tokentally.json;

/**
 * Finds where JSON values end, looking at quotes and brackets alone: text that is no JSON may have
 * an end all the same.
 */
final class JsonSkipper {

  /** No end was found, or none that can be found so simply. */
  static final int ODD = -1;

  private static final int SHORT = 24;

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
    if (from >= end) {
      return ODD;
    }
    return switch (bytes[from]) {
      case '"' -> string(from);
      case '{', '[' -> nested(from);
      default -> literal(from);
    };
  }

  /** {@return where a string is over whose first quote stands there} */
  int string(int from) {
    // A search takes a while to begin, and most strings are keys and words.
    int soon = Math.min(end, from + SHORT);
    int at = from + 1;
    while (at < soon && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return is('"', at) ? at + 1 : longString(from, at - 1);
  }

  /** Does the same, where the text goes on behind a place. */
  private int longString(int from, int place) {
    int quote = place;
    do {
      quote = json.indexOf('"', quote + 1, end);
      if (quote == end) {
        return ODD;
      }
    } while (isEscaped(from, quote));
    return quote + 1;
  }

  /** {@return whether an odd number of backslashes stands before the quote} */
  private boolean isEscaped(int from, int quote) {
    int at = quote - 1;
    while (at > from && bytes[at] == '\\') {
      at--;
    }
    return (quote - 1 - at) % 2 == 1;
  }

  private int literal(int from) {
    int at = from;
    while (at < end && isOfLiteral(bytes[at])) {
      at++;
    }
    return at == from ? ODD : at;
  }

  /** {@return whether numbers, true, false or null may have the character} */
  private static boolean isOfLiteral(byte next) {
    return (next >= '0' && next <= '9')
        || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')
        || next == '-'
        || next == '+'
        || next == '.';
  }

  private int nested(int from) {
    // A bit for each open bracket: 1 for a brace. Deeper nesting is left to others.
    long braces = 0;
    int levels = 0;
    for (int at = from; at < end; at++) {
      byte next = bytes[at];
      // In ASCII a bit makes braces of square brackets.
      if (next != '"' && (next | 0x20) != '{' && (next | 0x20) != '}') {
        continue;
      }
      switch (next) {
        case '"' -> {
          int after = string(at);
          if (after == ODD) {
            return ODD;
          }
          at = after - 1;
        }
        case '{', '[' -> {
          if (++levels > Long.SIZE) {
            return ODD;
          }
          braces = braces << 1 | (next == '{' ? 1 : 0);
        }
        case '}', ']' -> {
          if ((braces & 1) != (next == '}' ? 1 : 0)) {
            return ODD;
          }
          braces >>>= 1;
          if (--levels == 0) {
            return at + 1;
          }
        }
        default -> {
          // Nothing that opens or closes.
        }
      }
    }
    return ODD;
  }
}
