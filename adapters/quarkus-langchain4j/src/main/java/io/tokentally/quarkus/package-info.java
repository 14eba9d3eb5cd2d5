/** Prices for Quarkus LangChain4j. */
@NullMarked
package io.tokentally.quarkus;

import org.jspecify.annotations.NullMarked;
