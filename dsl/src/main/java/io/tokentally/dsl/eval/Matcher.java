package io.tokentally.dsl.eval;

import org.jspecify.annotations.Nullable;

/** A comparison with constants that were prepared when the query was compiled. */
@FunctionalInterface
interface Matcher {

  /**
   * {@return whether the value matches}
   *
   * @param value as it lies in a record, or a plain one
   */
  boolean matches(@Nullable Object value);
}
