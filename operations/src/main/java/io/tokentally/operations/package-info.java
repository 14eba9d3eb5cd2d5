/**
 * The five operations of the contract, with their requests, answers, and the stores they work on.
 * Start at {@link io.tokentally.operations.Operations}.
 */
@NullMarked
package io.tokentally.operations;

import org.jspecify.annotations.NullMarked;
