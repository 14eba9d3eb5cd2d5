package io.tokentally.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal short strings of JSON text once, without making them again: keys, and names of
 * operations, models and users, stand in many lines. Of each hash the last one is kept, in bounded
 * memory. Not thread-safe.
 */
public final class KnownStrings {

  private static final int BITS = 10;

  private static final class Known {
    private final String string;
    private final byte[] bytes;

    private Known(String string, byte[] bytes) {
      this.string = string;
      this.bytes = bytes;
    }
  }

  private final int longest;
  private final @Nullable Known[] known = new @Nullable Known[1 << BITS];

  /**
   * No strings yet.
   *
   * @param longest how many characters a string may have to be kept
   */
  public KnownStrings(int longest) {
    this.longest = longest;
  }

  /** {@return the string of a part that is UTF-8} */
  public String of(JsonBytes json, int from, int to) {
    int length = to - from;
    if (length > longest) {
      return json.utf8(from, to);
    }
    byte[] bytes = json.bytes();
    int place = Bytes.hash(bytes, from, length) >>> (Integer.SIZE - BITS);
    Known last = known[place];
    if (last != null
        && last.bytes.length == length
        && Bytes.areEqual(last.bytes, bytes, from, length)) {
      return last.string;
    }
    String string = ShortStrings.of(json.utf8(from, to));
    known[place] = new Known(string, Arrays.copyOfRange(bytes, from, to));
    return string;
  }
}
