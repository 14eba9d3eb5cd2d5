/** Tokens by model and price, and what they cost. */
@NullMarked
package io.tokentally.aggregation.rollup.ledger;

import org.jspecify.annotations.NullMarked;
