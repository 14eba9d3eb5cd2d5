/** The JSON of queries, their printed form, and the limits on their size. */
@NullMarked
package io.tokentally.dsl.json;

import org.jspecify.annotations.NullMarked;
