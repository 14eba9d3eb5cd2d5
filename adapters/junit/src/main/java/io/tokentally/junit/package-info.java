/** Budgets for the calls of a test, for JUnit Jupiter: {@link CostBudget}. */
@NullMarked
package io.tokentally.junit;

import org.jspecify.annotations.NullMarked;
