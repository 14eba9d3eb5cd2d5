/** The usage that OpenAI's library for Java returns. */
@NullMarked
package io.tokentally.openai;

import org.jspecify.annotations.NullMarked;
