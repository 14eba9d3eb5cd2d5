/** What counts, rates and sums mean in each dialect. Shared by Tokentally's modules, not API. */
@NullMarked
package io.tokentally.aggregation.rules;

import org.jspecify.annotations.NullMarked;
