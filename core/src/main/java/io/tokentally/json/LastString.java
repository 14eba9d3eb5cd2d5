package io.tokentally.json;

import org.jspecify.annotations.Nullable;

/**
 * Gives a string once as long as it does not change from one line to the next: lines of one session
 * or trace often stand together. Not thread-safe.
 */
final class LastString {

  private @Nullable String string;
  private byte[] bytes = {};

  /** {@return the string of a part where each byte is a character} */
  String of(JsonBytes json, int from, int to) {
    int length = to - from;
    String last = string;
    if (last != null
        && bytes.length == length
        && Bytes.areEqual(bytes, json.bytes(), from, length)) {
      return last;
    }
    if (bytes.length != length) {
      bytes = new byte[length];
    }
    System.arraycopy(json.bytes(), from, bytes, 0, length);
    last = json.text(from, to);
    string = last;
    return last;
  }
}
