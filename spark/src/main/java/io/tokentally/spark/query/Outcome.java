package io.tokentally.spark.query;

import io.tokentally.dsl.Dialect;

/**
 * What a condition is asked to come to: true or false, and whether unknown will do as well. Only
 * the WEAVE dialects know unknown; STANDARD counts it as false.
 *
 * @param truth whether it is to be true
 * @param orUnknown whether it may also be unknown
 */
record Outcome(boolean truth, boolean orUnknown) {

  /** What the whole query is asked for. */
  static final Outcome MATCH = new Outcome(true, false);

  /** {@return the outcome that the operand of a {@code $not} must have for this one} */
  Outcome ofNegated(Dialect dialect) {
    return switch (dialect) {
      case STANDARD -> new Outcome(!truth, !orUnknown);
      // The negation of unknown is unknown.
      case WEAVE, WEAVE_CALLS_MERGED -> new Outcome(!truth, orUnknown);
    };
  }

  /**
   * {@return the outcome that the operands of an {@code $and} or {@code $or} must have for this
   * one} Of many operands unknown ones count as false, a single one is passed on as it is.
   */
  Outcome ofOperands(int count) {
    return count == 1 ? this : new Outcome(truth, !truth);
  }
}
