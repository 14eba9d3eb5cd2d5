/** Rollups with costs, by this library and by hand. */
@NullMarked
package io.tokentally.benchmarks.rollup;

import org.jspecify.annotations.NullMarked;
