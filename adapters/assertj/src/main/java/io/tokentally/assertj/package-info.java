/** Assertions on what calls used and cost, for AssertJ: {@link TokentallyAssertions}. */
@NullMarked
package io.tokentally.assertj;

import org.jspecify.annotations.NullMarked;
