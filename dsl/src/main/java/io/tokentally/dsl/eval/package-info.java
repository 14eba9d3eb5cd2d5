/**
 * What a query means: the compiler ({@link io.tokentally.dsl.eval.Compiler}) and the rules of
 * docs/semantics.md sections 2 to 4, one class a rule.
 */
@NullMarked
package io.tokentally.dsl.eval;

import org.jspecify.annotations.NullMarked;
