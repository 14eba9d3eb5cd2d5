/** Traces that change: sums kept up to date by differences. */
@NullMarked
package io.tokentally.aggregation.rollup.live;

import org.jspecify.annotations.NullMarked;
