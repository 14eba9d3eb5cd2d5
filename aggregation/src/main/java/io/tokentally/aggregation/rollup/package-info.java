/** The rollup: the call graph, prices for each call, and sums from children into parents. */
@NullMarked
package io.tokentally.aggregation.rollup;

import org.jspecify.annotations.NullMarked;
