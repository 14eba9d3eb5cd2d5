/**
 * The usage that model providers return, in one convention, and the price lists the world uses.
 * Every type is immutable and thread-safe unless it says otherwise.
 */
@NullMarked
package io.tokentally.providers;

import org.jspecify.annotations.NullMarked;
