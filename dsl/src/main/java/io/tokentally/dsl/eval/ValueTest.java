package io.tokentally.dsl.eval;

import org.jspecify.annotations.Nullable;

/** A test of one value as it lies in a record. Immutable, thread-safe. */
abstract class ValueTest {

  /** Where a value counts as a condition: docs/semantics.md section 4, rule 25. */
  static final ValueTest TRUTH =
      new ValueTest() {
        @Override
        boolean holds(@Nullable Object stored) {
          return Truth.of(Plain.of(stored));
        }
      };

  /** {@return whether the value meets it} */
  abstract boolean holds(@Nullable Object stored);
}
