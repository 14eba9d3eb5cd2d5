/** The calls that are measured: made up from a seed, the same each time. */
@NullMarked
package io.tokentally.benchmarks.data;

import org.jspecify.annotations.NullMarked;
