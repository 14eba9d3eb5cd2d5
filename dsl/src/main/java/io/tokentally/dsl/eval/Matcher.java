package io.tokentally.dsl.eval;

import org.jspecify.annotations.Nullable;

/** A comparison with constants that were prepared when the query was compiled. */
@FunctionalInterface
interface Matcher {

  /** {@return whether the plain value matches} */
  boolean matches(@Nullable Object value);
}
