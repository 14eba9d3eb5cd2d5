package io.tokentally.aggregation.rollup.records;

import io.tokentally.value.Room;
import java.util.Arrays;

/** Numbers one behind the other, in as few bytes as each of them needs. */
final class VarintBuffer {

  private static final int SEVEN_BITS = 0x7F;

  private byte[] bytes = new byte[1 << 8];
  private int size;

  void writeLong(long value) {
    // Small numbers of either sign become small ones without.
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~SEVEN_BITS) != 0) {
      write((byte) (rest | ~SEVEN_BITS));
      rest >>>= 7;
    }
    write((byte) rest);
  }

  void writeBytes(byte[] more) {
    writeLong(more.length);
    for (byte each : more) {
      write(each);
    }
  }

  private void write(byte value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size, size >> 1));
    }
    bytes[size++] = value;
  }

  /** {@return where the next number will be written} */
  int size() {
    return size;
  }

  /** {@return a reader of what was written from that place on} */
  Reader from(int place) {
    return new Reader(place);
  }

  /** Frees room that is not used. */
  void trim() {
    bytes = Room.trimmed(bytes, size);
  }

  /** Reads in the order of writing. Not thread-safe. */
  final class Reader {

    private int at;

    private Reader(int at) {
      this.at = at;
    }

    long readLong() {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (long) (next & SEVEN_BITS) << shift;
        shift += 7;
      } while (next < 0);
      return value >>> 1 ^ -(value & 1);
    }

    byte[] readBytes() {
      int length = (int) readLong();
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }
  }
}
