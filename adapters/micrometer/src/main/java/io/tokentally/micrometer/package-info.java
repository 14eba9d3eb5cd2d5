/** Cost and budgets as meters of Micrometer. */
@NullMarked
package io.tokentally.micrometer;

import org.jspecify.annotations.NullMarked;
