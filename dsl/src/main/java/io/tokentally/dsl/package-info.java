/**
 * The query language over traced calls, price rows and JSON documents. Start at {@link
 * io.tokentally.dsl.Query}.
 */
@NullMarked
package io.tokentally.dsl;

import org.jspecify.annotations.NullMarked;
