/**
 * The values that all of Tokentally shares: traced calls, aggregated usage, filters, field paths,
 * and the errors of bad input. Every type is immutable and thread-safe unless it says otherwise.
 */
@NullMarked
package io.tokentally;

import org.jspecify.annotations.NullMarked;
