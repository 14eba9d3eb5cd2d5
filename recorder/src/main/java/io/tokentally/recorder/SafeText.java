package io.tokentally.recorder;

import org.jspecify.annotations.Nullable;

/** Text of objects that are not ours, whose {@code toString} may throw. */
final class SafeText {

  private SafeText() {}

  /** {@return what the object says of itself; else the name of its class, and why not} */
  static String of(@Nullable Object object) {
    try {
      return String.valueOf(object);
    } catch (RuntimeException | StackOverflowError e) {
      String type = object == null ? "null" : object.getClass().getName();
      return type + ", whose toString throws " + e.getClass().getName();
    }
  }
}
