/**
 * The contract's operations over HTTP, as an example of embedding: calls and prices in memory, kept
 * in a directory on request, and a page that shows them. Start at {@link
 * io.tokentally.service.Service}.
 */
@NullMarked
package io.tokentally.service;

import org.jspecify.annotations.NullMarked;
