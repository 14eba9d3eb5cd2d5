package io.tokentally.dsl;

import org.jspecify.annotations.Nullable;

/**
 * A {@code $contains} with a flag that was written without need: as null or false. Writing gives it
 * back (docs/semantics.md rule 6); nothing else looks at it.
 */
final class WrittenContains extends Operation.Contains {

  private final @Nullable Boolean flag;

  /**
   * A search where case counts.
   *
   * @param flag null or false, as it was written
   */
  WrittenContains(Operand input, Operand substr, @Nullable Boolean flag) {
    super(input, substr, false);
    this.flag = flag;
  }

  @Nullable Boolean flag() {
    return flag;
  }
}
