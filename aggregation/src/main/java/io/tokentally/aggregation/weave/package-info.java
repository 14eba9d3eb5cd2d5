/** Answers like the Weave trace server's, artefacts included, in one preset. */
@NullMarked
package io.tokentally.aggregation.weave;

import org.jspecify.annotations.NullMarked;
