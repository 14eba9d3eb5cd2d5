package io.tokentally.providers;

/**
 * A number of tokens that is known within bounds.
 *
 * @param least the fewest tokens
 * @param most the most tokens; the same where the number is exact
 */
public record TokenRange(long least, long most) {
  /** No tokens. */
  public static final TokenRange NONE = new TokenRange(0, 0);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they are negative or in the wrong order
   */
  public TokenRange {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException(
          "expected 0 or more tokens, the fewest first, found " + least + " to " + most);
    }
  }

  /** {@return a number that is known exactly} */
  public static TokenRange exactly(long tokens) {
    return new TokenRange(tokens, tokens);
  }

  /** {@return whether the number is known exactly} */
  public boolean isExact() {
    return least == most;
  }

  /**
   * {@return both numbers together}
   *
   * @throws ArithmeticException if that exceeds 64 bits
   */
  public TokenRange plus(TokenRange other) {
    return new TokenRange(Math.addExact(least, other.least), Math.addExact(most, other.most));
  }

  /** {@return the number, or the bounds} */
  @Override
  public String toString() {
    return isExact() ? Long.toString(least) : least + " to " + most;
  }
}
