/** What the tests of adapters share. */
@NullMarked
package io.tokentally.recorder.testing;

import org.jspecify.annotations.NullMarked;
