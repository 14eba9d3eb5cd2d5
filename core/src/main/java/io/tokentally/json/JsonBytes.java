package io.tokentally.json;

import java.nio.charset.StandardCharsets;

/**
 * Lines of JSON text in UTF-8. A line break cannot stand inside JSON text, so that every line is
 * over where one stands, whatever it holds.
 */
public final class JsonBytes {

  /** Stands for a place that was not found. */
  public static final int UNKNOWN = JsonSkipper.ODD;

  private final byte[] bytes;
  private final int length;
  private final JsonSkipper skipper;

  /** The first so many bytes, which must not change as long as this is in use. */
  public JsonBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    this.skipper = new JsonSkipper(bytes, length);
  }

  /** {@return the bytes, and perhaps more after them} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return how many bytes there are} */
  public int length() {
    return length;
  }

  JsonSkipper skipper() {
    return skipper;
  }

  /** {@return whether it is white space between JSON values} */
  public static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  /** {@return where in a line the first character stands that is no white space, or its end} */
  public int blank(int from) {
    return skipper.blank(from);
  }

  /** {@return where the line is over that has a byte there, or is over there} */
  public int endOfLine(int from) {
    return Bytes.indexOf('\n', bytes, from, length);
  }

  /**
   * {@return where a line is over of which no more than white space is left; {@link #UNKNOWN} if
   * there is more}
   */
  public int endAfter(int at) {
    int end = at == UNKNOWN ? at : skipper.blank(at);
    return end == length || skipper.is('\n', end) ? end : UNKNOWN;
  }

  /** {@return where a value of one line is over that begins there; {@link #UNKNOWN} if unusual} */
  public int endOfValue(int from) {
    return skipper.value(from);
  }

  /** {@return whether an object begins there} */
  public boolean isObject(int at) {
    return skipper.is('{', at);
  }

  /** {@return the text of a part that is UTF-8} */
  public String utf8(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** {@return the text of a part, where each byte is a character} */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
