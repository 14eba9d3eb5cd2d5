/**
 * Prices, and the rollup of usage and exact cost up call trees. Start at {@link
 * io.tokentally.aggregation.Tally}.
 */
@NullMarked
package io.tokentally.aggregation;

import org.jspecify.annotations.NullMarked;
