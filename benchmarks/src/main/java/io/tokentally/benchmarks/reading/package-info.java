/** Reading of calls, by this library and by hand. */
@NullMarked
package io.tokentally.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
