package io.tokentally.json;

import org.jspecify.annotations.Nullable;

/**
 * Finds where JSON values of one line end without making them, and sees whether they are JSON: what
 * it finds an end of, {@link JsonReader} reads without an error, but for keys that are written
 * twice in an object. What is rare is left to that reader: deep nesting, exponents, long numbers,
 * and escapes in keys, of which it rejects some halves of surrogate pairs. Immutable.
 */
final class JsonSkipper {

  /** No end was found, or none that can be found so simply. */
  static final int ODD = Utf8.INVALID;

  /** A bit for each open bracket. */
  static final int MOST_LEVELS = Long.SIZE;

  private static final int MOST_DIGITS = 1_000;

  /** From a bracket that opens to the one that closes. */
  static final int TO_CLOSE = '}' - '{';

  private final byte[] bytes;
  private final int end;

  /**
   * A skipper in lines of text.
   *
   * @param end where the text is over
   */
  JsonSkipper(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** {@return the character there; 0 behind the end, or where that is {@link #ODD}} */
  int at(int at) {
    return at >= 0 && at < end ? bytes[at] : 0;
  }

  /** {@return whether the character stands there} */
  boolean is(char expected, int at) {
    return at >= 0 && at < end && bytes[at] == expected;
  }

  /** {@return where the first character of a line stands that is no white space} */
  int blank(int from) {
    return from >= end || bytes[from] > ' ' ? from : afterBlanks(from);
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < end && bytes[at] <= ' ' && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }

  /** {@return where a value that begins there is over} */
  int value(int from) {
    int first = at(from);
    return first == '{' || first == '[' ? nested(from, null) : plain(first, from);
  }

  /**
   * {@return where an object is over whose brace stands there} What it finds an end of, {@link
   * JsonReader} reads without an error.
   *
   * @param keys sees that no key stands twice in an object, and counts levels
   */
  int object(int from, DistinctKeys keys) {
    keys.clear();
    return is('{', from) ? nested(from, keys) : ODD;
  }

  /** {@return where a value that is no object or array is over} */
  int plain(int first, int from) {
    return switch (first) {
      case '"' -> string(from);
      case 't' -> word("true", from);
      case 'f' -> word("false", from);
      case 'n' -> word("null", from);
      default -> number(from);
    };
  }

  /** {@return where a string is over whose first quote stands there} */
  int string(int from) {
    int at = from + 1;
    while (at != ODD) {
      at = Bytes.endOfPlain(bytes, at, end);
      if (at >= end) {
        return ODD;
      }
      int next = bytes[at];
      if (next == '"') {
        return at + 1;
      }
      at = next == '\\' ? escaped(at + 1) : next < 0 ? Utf8.end(bytes, at, end) : ODD;
    }
    return ODD;
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
    return switch (at(at)) {
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
    int after = from + word.length();
    if (from < 0 || after > end) {
      return ODD;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return ODD;
      }
    }
    return after;
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
    return !isOfNumber(at(at)) && at - from <= MOST_DIGITS ? at : ODD;
  }

  private int digits(int from) {
    int at = from;
    while (at >= 0 && at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /** {@return whether a number or word goes on with the character} */
  private static boolean isOfNumber(int next) {
    return ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')
        || next == '-'
        || next == '+'
        || next == '.';
  }

  private int nested(int from, @Nullable DistinctKeys keys) {
    long objects = 0; // the lowest bit: whether the innermost bracket is a brace
    int levels = 0;
    int at = from;
    while (true) {
      int next = at(at);
      if (next == '{' || next == '[') {
        if (++levels > MOST_LEVELS) {
          return ODD;
        }
        objects = objects << 1 | (next == '{' ? 1 : 0);
        if (keys != null) {
          keys.open();
        }
        at = blank(at + 1);
        if (at(at) != next + TO_CLOSE) {
          at = next == '{' ? member(at, keys) : at;
          continue;
        }
      } else {
        at = plain(next, at);
        if (at == ODD) {
          return ODD;
        }
        at = blank(at);
      }
      // Behind a value, or at the bracket that closes an empty one.
      next = at(at);
      while (next == ((objects & 1) == 1 ? '}' : ']')) {
        objects >>>= 1;
        if (keys != null) {
          keys.close();
        }
        if (--levels == 0) {
          return at + 1;
        }
        at = blank(at + 1);
        next = at(at);
      }
      if (next != ',') {
        return ODD;
      }
      at = blank(at + 1);
      at = (objects & 1) == 1 ? member(at, keys) : at;
    }
  }

  /** {@return where the value of a member begins whose key begins there} */
  private int member(int from, @Nullable DistinctKeys keys) {
    int key = is('"', from) ? key(from) : ODD;
    if (key == ODD || (keys != null && !keys.add(bytes, from + 1, key - 1))) {
      return ODD;
    }
    return afterColon(key);
  }

  /** {@return where the value of a member begins whose key is over there} */
  int afterColon(int key) {
    int colon = blank(key);
    return is(':', colon) ? blank(colon + 1) : ODD;
  }
}
