package io.tokentally.value;

import java.util.Arrays;

/**
 * Lets go of room in arrays that were grown: a copy takes time, and memory for both, so that a
 * little room is left as it is.
 */
public final class Room {

  private Room() {}

  private static boolean isLeft(int length, int used) {
    return length - used <= length / 4;
  }

  /** {@return an array with the used elements of another, or the same if little of it is free} */
  public static byte[] trimmed(byte[] array, int used) {
    return isLeft(array.length, used) ? array : Arrays.copyOf(array, used);
  }

  /** {@return an array with the used elements of another, or the same if little of it is free} */
  public static int[] trimmed(int[] array, int used) {
    return isLeft(array.length, used) ? array : Arrays.copyOf(array, used);
  }

  /** {@return an array with the used elements of another, or the same if little of it is free} */
  public static long[] trimmed(long[] array, int used) {
    return isLeft(array.length, used) ? array : Arrays.copyOf(array, used);
  }
}
