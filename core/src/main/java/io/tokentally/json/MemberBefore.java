package io.tokentally.json;

import org.jspecify.annotations.Nullable;

/**
 * What stood at a place among the members of the object that was read before: the next one mostly
 * has the same name there, and often the same value, which then need not be read again. Not
 * thread-safe.
 */
final class MemberBefore {

  /** A longer member is read anew. */
  private static final int LONGEST = 512;

  /** The name, its colon, and the value as far as it is kept. */
  private byte[] text = new byte[Long.SIZE];

  private int nameLength;

  /** 0 if the value is not kept. */
  private int length;

  private int index = MemberNames.NONE;
  private @Nullable Object value;

  /** {@return where the member is over that begins there, if it is the same; else 0} */
  int endOfSame(byte[] bytes, int at, int end) {
    int after = at + length;
    if (length == 0 || after >= end || !Bytes.areEqual(text, bytes, at, length)) {
      return 0;
    }
    // A number may go on.
    return bytes[after] == ',' || bytes[after] == '}' ? after : 0;
  }

  /** {@return where the value of a member begins that has the same name; else 0} */
  int valueOfSameName(byte[] bytes, int at, int end) {
    boolean isSame =
        nameLength > 0 && at + nameLength < end && Bytes.areEqual(text, bytes, at, nameLength);
    return isSame ? at + nameLength : 0;
  }

  /** {@return which of the names it is} */
  int index() {
    return index;
  }

  @Nullable Object value() {
    return value;
  }

  /** Takes another name, which ends where the value begins. */
  void name(byte[] bytes, int at, int valueFrom, int index) {
    this.index = index;
    nameLength = 0;
    length = 0;
    value = null;
    if (valueFrom - at <= LONGEST) {
      copy(bytes, at, 0, valueFrom - at);
      nameLength = valueFrom - at;
    }
  }

  /** Takes another value of the same name. */
  void value(byte[] bytes, int at, int after, @Nullable Object value) {
    length = 0;
    this.value = null;
    if (nameLength > 0 && after - at <= LONGEST) {
      copy(bytes, at + nameLength, nameLength, after - at - nameLength);
      length = after - at;
      this.value = value;
    }
  }

  private void copy(byte[] bytes, int from, int to, int count) {
    if (to + count > text.length) {
      byte[] longer = new byte[LONGEST];
      System.arraycopy(text, 0, longer, 0, to);
      text = longer;
    }
    System.arraycopy(bytes, from, text, to, count);
  }
}
