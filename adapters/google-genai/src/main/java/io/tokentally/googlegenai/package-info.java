/** The usage that Google's library for Java, Google Gen AI, returns. */
@NullMarked
package io.tokentally.googlegenai;

import org.jspecify.annotations.NullMarked;
