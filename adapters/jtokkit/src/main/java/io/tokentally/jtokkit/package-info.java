/** Tokens of strings, counted with JTokkit before a call is made. */
@NullMarked
package io.tokentally.jtokkit;

import org.jspecify.annotations.NullMarked;
