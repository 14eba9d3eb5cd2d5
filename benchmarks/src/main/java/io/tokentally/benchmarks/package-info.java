/** What evaluation and rollup cost. Run {@code java -jar benchmarks/target/benchmarks.jar}. */
@NullMarked
package io.tokentally.benchmarks;

import org.jspecify.annotations.NullMarked;
