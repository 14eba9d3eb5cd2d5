/**
 * A program on top of the library: it reports usage and cost of a file of calls, filters such
 * files, and checks queries. Start at {@link io.tokentally.cli.Tokentally}.
 */
@NullMarked
package io.tokentally.cli;

import org.jspecify.annotations.NullMarked;
