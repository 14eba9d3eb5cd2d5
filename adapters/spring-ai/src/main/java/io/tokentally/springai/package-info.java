/** The usage of Spring AI. */
@NullMarked
package io.tokentally.springai;

import org.jspecify.annotations.NullMarked;
