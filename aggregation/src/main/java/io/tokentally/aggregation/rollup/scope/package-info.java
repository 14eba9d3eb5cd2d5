/** Which usage counts where calls are summed up: docs/semantics.md section 8. */
@NullMarked
package io.tokentally.aggregation.rollup.scope;

import org.jspecify.annotations.NullMarked;
