/** From records to a forest of calls: which duplicate counts, parents, cycles. */
@NullMarked
package io.tokentally.aggregation.rollup.tree;

import org.jspecify.annotations.NullMarked;
