package io.tokentally.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes strings of JSON text that is known to be right. Not thread-safe. */
final class Escapes {

  /** A longer one is not kept. */
  private static final int KEPT = 1 << 16;

  private byte[] buffer = {};
  private int length;

  /** {@return the string of a part between quotes; null if half a surrogate pair is escaped} */
  @Nullable String decode(byte[] bytes, int from, int to) {
    int backslash = Bytes.indexOf('\\', bytes, from, to);
    if (backslash == to) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    if (to - from > buffer.length || buffer.length > KEPT) {
      buffer = new byte[2 * (to - from)];
    }
    length = 0;
    int at = from;
    while (backslash < to) {
      append(bytes, at, backslash);
      at = bytes[backslash + 1] == 'u' ? unicode(bytes, backslash, to) : simple(bytes, backslash);
      if (at < 0) {
        return null;
      }
      backslash = Bytes.indexOf('\\', bytes, at, to);
    }
    append(bytes, at, to);
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  private void append(byte[] bytes, int from, int to) {
    System.arraycopy(bytes, from, buffer, length, to - from);
    length += to - from;
  }

  private int simple(byte[] bytes, int backslash) {
    byte escaped = bytes[backslash + 1];
    buffer[length++] =
        switch (escaped) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> escaped;
        };
    return backslash + 2;
  }

  /**
   * {@return where an escape in hexadecimal is over, or the pair that it begins; -1 if it is half}
   */
  private int unicode(byte[] bytes, int backslash, int to) {
    int after = backslash + 6;
    char first = unit(bytes, backslash + 2);
    if (!Character.isSurrogate(first)) {
      encode(first);
      return after;
    }
    boolean isPair = after + 6 <= to && bytes[after] == '\\' && bytes[after + 1] == 'u';
    char second = isPair ? unit(bytes, after + 2) : 0;
    if (!Character.isSurrogatePair(first, second)) {
      return -1;
    }
    encode(Character.toCodePoint(first, second));
    return after + 6;
  }

  private static char unit(byte[] bytes, int from) {
    int unit = 0;
    for (int at = from; at < from + 4; at++) {
      unit = (unit << 4) | Character.digit(bytes[at], 16);
    }
    return (char) unit;
  }

  /** Appends a character in UTF-8, which is never longer than its escape. */
  private void encode(int character) {
    if (character < 0x80) {
      buffer[length++] = (byte) character;
    } else if (character < 0x800) {
      buffer[length++] = (byte) (0xc0 | (character >> 6));
      continuation(character, 0);
    } else if (character < 0x10000) {
      buffer[length++] = (byte) (0xe0 | (character >> 12));
      continuation(character, 6);
      continuation(character, 0);
    } else {
      buffer[length++] = (byte) (0xf0 | (character >> 18));
      continuation(character, 12);
      continuation(character, 6);
      continuation(character, 0);
    }
  }

  private void continuation(int character, int shift) {
    buffer[length++] = (byte) (0x80 | ((character >> shift) & 0x3f));
  }
}
