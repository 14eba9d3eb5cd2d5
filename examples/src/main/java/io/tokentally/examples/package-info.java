/**
 * A program on top of the library: it reports usage and cost of a file of calls, filters such
 * files, and checks queries. Start at {@link io.tokentally.examples.Tokentally}.
 */
@NullMarked
package io.tokentally.examples;

import org.jspecify.annotations.NullMarked;
