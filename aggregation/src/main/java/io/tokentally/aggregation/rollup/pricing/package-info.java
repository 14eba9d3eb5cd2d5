/** The price of the usage of each call. */
@NullMarked
package io.tokentally.aggregation.rollup.pricing;

import org.jspecify.annotations.NullMarked;
