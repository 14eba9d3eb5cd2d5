/** How price lists are read, and how recorded names of models are found in them. */
@NullMarked
package io.tokentally.providers.prices;

import org.jspecify.annotations.NullMarked;
