/** A small program as a user would write it. */
@NullMarked
package io.tokentally.consumer;

import org.jspecify.annotations.NullMarked;
