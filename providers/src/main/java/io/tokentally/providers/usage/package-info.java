/** Reads the usage objects of model providers, a class a form. */
@NullMarked
package io.tokentally.providers.usage;

import org.jspecify.annotations.NullMarked;
