/** The usage that Anthropic's library for Java returns. */
@NullMarked
package io.tokentally.anthropic;

import org.jspecify.annotations.NullMarked;
