package io.tokentally.json;

import java.nio.charset.StandardCharsets;

/**
 * Bytes of JSON text, and a string with a character for each of them: the JVM searches strings much
 * faster than a loop could search bytes.
 */
public final class JsonBytes {

  private final byte[] bytes;
  private final String characters;

  /** The first so many bytes, which must not change as long as this is in use. */
  public JsonBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.characters = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** {@return the bytes, and perhaps more after them} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return how many bytes there are} */
  public int length() {
    return characters.length();
  }

  /** {@return whether it is white space between JSON values} */
  public static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  /**
   * {@return where the first character of a part stands that is no white space, {@code to} if none}
   */
  public int blank(int from, int to) {
    int at = from;
    while (at < to && bytes[at] <= ' ' && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** {@return where the character stands first in a part, {@code to} if it does not} */
  public int indexOf(char wanted, int from, int to) {
    int found = characters.indexOf(wanted, from);
    return found < 0 || found > to ? to : found;
  }

  /** {@return the text of a part, where each byte is a character} */
  String text(int from, int to) {
    return characters.substring(from, to);
  }

  /** {@return whether the text stands there, where each byte is a character} */
  boolean isText(String expected, int from) {
    return characters.startsWith(expected, from);
  }
}
