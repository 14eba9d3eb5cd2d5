/** Programs of one file each, which show how the library is used. */
@NullMarked
package io.tokentally.examples;

import org.jspecify.annotations.NullMarked;
