package io.tokentally.providers.prices;

/**
 * How much one search for a model may still do. A list of somebody else's may hold rules that take
 * forever to ask; a search gives up, always at the same point. Not thread-safe.
 */
final class Effort {

  /** Many times what the largest lists of the world need. */
  private static final int MOST_STEPS = 5_000_000;

  private int left = MOST_STEPS;

  /** Ends a search. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super(null, null, false, false);
    }
  }

  /** Takes some steps, or ends the search. */
  void spend(int steps) {
    if (left < steps) {
      throw new Exhausted();
    }
    left -= steps;
  }
}
