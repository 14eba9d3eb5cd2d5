package io.tokentally.dsl.eval;

import io.tokentally.value.FoldedText;
import io.tokentally.value.SearchPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $contains}: docs/semantics.md section 4, rules 22 and 23. */
final class Containment {

  private Containment() {}

  /** {@return whether a string contains the value, or a list an equal element} */
  static boolean contains(@Nullable Object input, @Nullable Object value) {
    if (input instanceof String text) {
      return value instanceof String substr && SearchPattern.of(substr).isIn(text);
    }
    return input instanceof List<?> list && anyEqual(list, value);
  }

  /** {@return the same, with text compared whatever its case} */
  static boolean containsFolded(@Nullable Object input, @Nullable Object value) {
    return value instanceof String substr
        ? containsFolded(input, substr, FoldedText.of(substr))
        : contains(input, value);
  }

  /** {@return the same, for a string folded before} */
  static boolean containsFolded(@Nullable Object input, String substr, FoldedText folded) {
    if (input instanceof String text) {
      return folded.isIn(text);
    }
    if (input instanceof List<?> list) {
      for (Object element : list) {
        Object plain = Plain.of(element);
        boolean equal =
            plain instanceof String text
                ? folded.equalsFolded(text)
                : Equality.equal(plain, substr);
        if (equal) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean anyEqual(List<?> list, @Nullable Object value) {
    for (Object element : list) {
      if (Equality.equal(Plain.of(element), value)) {
        return true;
      }
    }
    return false;
  }
}
