package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies JSON values of lines as {@link JsonText} writes what {@link JsonReader} reads of them,
 * without making values: white space is left out, and strings and numbers that may be written in
 * several ways are written in one. What {@link JsonSkipper} leaves to the reader is left to it
 * here, too, and so are objects with very many members or two keys that look alike. Not
 * thread-safe.
 */
final class JsonCopy {

  /** Of one value; the object that it is in is another level. */
  private static final int MOST_LEVELS = Long.SIZE - 1;

  /** From a bracket that opens to the one that closes. */
  private static final int TO_CLOSE = '}' - '{';

  /** With more zeros behind its point a decimal is written with an exponent. */
  private static final int MOST_ZEROS = 5;

  /** So many bytes there is room for at first, and so many are kept from one copy to the next. */
  private static final int FIRST = 1 << 12;

  private static final int KEPT = 1 << 20;

  private final Escapes escapes = new Escapes();

  private byte[] copy = new byte[FIRST];
  private int length;

  private JsonBytes json = new JsonBytes(new byte[0], 0);
  private JsonSkipper skipper = json.skipper();
  private byte[] bytes = json.bytes();
  private int end;

  /** Up to where the text was copied, or left out. */
  private int copied;

  private final DistinctKeys keys = new DistinctKeys();

  /** Begins a copy of what stands in lines. */
  void begin(JsonBytes text) {
    json = text;
    skipper = text.skipper();
    bytes = text.bytes();
    end = text.length();
    length = 0;
    copy = copy.length > KEPT ? new byte[FIRST] : copy;
    keys.clear();
    keys.open();
  }

  /** {@return how many bytes were copied} */
  int length() {
    return length;
  }

  /** {@return what was copied, and perhaps more after it} */
  byte[] bytes() {
    return copy;
  }

  /** Forgets what was copied last. */
  void cut(int to) {
    length = to;
  }

  /** Copies a part of the text as it is. */
  void append(int from, int to) {
    append(bytes, from, to - from);
  }

  void append(String ascii) {
    append(ascii.getBytes(StandardCharsets.US_ASCII), 0, ascii.length());
  }

  private void append(byte[] from, int at, int count) {
    if (length + count > copy.length) {
      copy = Arrays.copyOf(copy, Math.max(length + count, 2 * copy.length));
    }
    System.arraycopy(from, at, copy, length, count);
    length += count;
  }

  /**
   * {@return where a key is over whose quote stands there; {@link JsonSkipper#ODD} where it is
   * unusual, or perhaps written twice in its object}
   */
  int key(int from) {
    int after = skipper.is('"', from) ? skipper.key(from) : ODD;
    return after != ODD && keys.add(bytes, from + 1, after - 1) ? after : ODD;
  }

  /**
   * {@return where a value is over that begins there, when it was copied; {@link JsonSkipper#ODD}
   * where it is unusual}
   */
  int value(int from) {
    copied = from;
    int first = at(from);
    int after = first == '{' || first == '[' ? nested(from) : plain(first, from);
    if (after != ODD) {
      append(copied, after);
    }
    return after;
  }

  /** {@return the character there; 0 behind the end, or where that is {@link JsonSkipper#ODD}} */
  private int at(int at) {
    return at >= 0 && at < end ? bytes[at] : 0;
  }

  /** Copies what was not yet, and leaves out a part behind it. */
  private void leaveOut(int from, int to) {
    append(copied, from);
    copied = to;
  }

  /** {@return where the next character stands that is no white space, which is left out} */
  private int blank(int from) {
    if (at(from) > ' ' || from == ODD) {
      return from;
    }
    int after = skipper.blank(from);
    if (after > from) {
      leaveOut(from, after);
    }
    return after;
  }

  /** {@return where a value that is no object or array is over} */
  private int plain(int first, int from) {
    return switch (first) {
      case '"' -> string(from);
      case 't' -> skipper.word("true", from);
      case 'f' -> skipper.word("false", from);
      case 'n' -> skipper.word("null", from);
      default -> number(from);
    };
  }

  private int string(int from) {
    int at = Bytes.endOfPlain(bytes, from + 1, end);
    while (at < end) {
      int next = bytes[at];
      if (next == '"') {
        return at - from > JsonReader.MAX_STRING_LENGTH ? ODD : at + 1;
      }
      if (next == '\\') {
        int escaped = at(at + 1);
        if (escaped == 'u' || escaped == '/') {
          return escapedString(from);
        }
        at = "\"\\bfnrt".indexOf(escaped) < 0 ? ODD : at + 2;
      } else {
        at = next < 0 ? Utf8.end(bytes, at, end) : ODD;
      }
      if (at == ODD) {
        return ODD;
      }
      // What is no ASCII mostly stands together.
      at = at < end && bytes[at] < 0 ? at : Bytes.endOfPlain(bytes, at, end);
    }
    return ODD;
  }

  /** {@return where a string is over that has escapes of what may stand there without one} */
  private int escapedString(int from) {
    int after = skipper.string(from);
    boolean isLong = after - from > JsonReader.MAX_STRING_LENGTH;
    String text = after == ODD || isLong ? null : escapes.decode(bytes, from + 1, after - 1);
    if (text == null) {
      return ODD;
    }
    leaveOut(from + 1, after - 1);
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    append(quoted, 0, quoted.length);
    return after;
  }

  private int number(int from) {
    int after = skipper.number(from);
    int first = from + (skipper.is('-', from) ? 1 : 0);
    if (after == ODD || bytes[first] != '0' || isWritten(from, first + 1, after)) {
      return after;
    }
    BigDecimal decimal = Numbers.parseDecimal(json.text(from, after));
    if (decimal == null) {
      return ODD;
    }
    leaveOut(from, after);
    append(Numbers.text(decimal));
    return after;
  }

  /**
   * {@return whether a number below 1 is written so}
   *
   * @param rest where it goes on behind its zero
   */
  private boolean isWritten(int from, int rest, int after) {
    if (rest == after) {
      return rest == from + 1; // zero has no sign
    }
    int at = rest + 1;
    while (at < after && at - rest <= MOST_ZEROS && bytes[at] == '0') {
      at++;
    }
    return at < after && bytes[at] != '0';
  }

  private int nested(int from) {
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
        keys.open();
        at = blank(at + 1);
        if (at(at) != next + TO_CLOSE) {
          at = next == '{' ? member(at) : at;
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
        keys.close();
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
      at = (objects & 1) == 1 ? member(at) : at;
    }
  }

  /** {@return where the value of a member begins whose key begins there} */
  private int member(int from) {
    int key = key(from);
    int colon = key == ODD ? ODD : blank(key);
    return skipper.is(':', colon) ? blank(colon + 1) : ODD;
  }
}
