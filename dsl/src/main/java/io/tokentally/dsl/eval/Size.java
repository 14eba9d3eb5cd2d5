package io.tokentally.dsl.eval;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $size}: docs/semantics.md rule 52. */
final class Size {

  private Size() {}

  /** {@return elements, members or code points of a plain value; null for any other} */
  static @Nullable Long of(@Nullable Object value) {
    if (value instanceof String text) {
      return (long) text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    return value instanceof Map<?, ?> map ? Long.valueOf(map.size()) : null;
  }
}
