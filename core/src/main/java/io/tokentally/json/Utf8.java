package io.tokentally.json;

/** The form of characters above ASCII in UTF-8: Unicode 15, table 3-7. */
final class Utf8 {

  /** What begins there is no character. */
  static final int INVALID = -1;

  private Utf8() {}

  /**
   * {@return where the character is over that begins there, {@link JsonSkipper#ODD} if it is none}
   *
   * @param from a byte that is no ASCII
   */
  static int end(byte[] bytes, int from, int to) {
    int first = bytes[from] & 0xff;
    int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (first < 0xc2 || first > 0xf4 || from + more >= to) {
      return INVALID;
    }
    int second = bytes[from + 1] & 0xff;
    // Neither a character that is shorter otherwise, nor half a surrogate pair, nor one too high.
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return INVALID;
    }
    for (int at = from + 2; at <= from + more; at++) {
      if ((bytes[at] & 0xc0) != 0x80) {
        return INVALID;
      }
    }
    return from + more + 1;
  }
}
