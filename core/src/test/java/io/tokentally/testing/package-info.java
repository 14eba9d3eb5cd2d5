/** Help for the tests of every module. */
@NullMarked
package io.tokentally.testing;

import org.jspecify.annotations.NullMarked;
