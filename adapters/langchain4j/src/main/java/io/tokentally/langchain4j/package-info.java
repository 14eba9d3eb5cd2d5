/** The token usage of LangChain4j. */
@NullMarked
package io.tokentally.langchain4j;

import org.jspecify.annotations.NullMarked;
