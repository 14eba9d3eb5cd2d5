/** Eight queries, by this library and by others. */
@NullMarked
package io.tokentally.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
