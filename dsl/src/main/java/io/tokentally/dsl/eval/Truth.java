package io.tokentally.dsl.eval;

import io.tokentally.value.Numbers;
import org.jspecify.annotations.Nullable;

/** Values as conditions of the STANDARD dialect: docs/semantics.md section 4, rule 25. */
final class Truth {

  private Truth() {}

  static boolean of(@Nullable Object plain) {
    if (plain instanceof Boolean bool) {
      return bool;
    }
    return plain instanceof Number number ? !Numbers.isZero(number) : plain != null;
  }
}
