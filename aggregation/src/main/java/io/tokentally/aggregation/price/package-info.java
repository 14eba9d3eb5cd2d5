/** What rates may be. Shared by Tokentally's modules, not API. */
@NullMarked
package io.tokentally.aggregation.price;

import org.jspecify.annotations.NullMarked;
