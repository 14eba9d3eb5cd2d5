/**
 * The files that agents, gateways and tracing services write, as calls: start at {@link
 * io.tokentally.importers.CallImport}. What is read of each, and what is not, is said in
 * docs/importers.md.
 */
@NullMarked
package io.tokentally.importers;

import org.jspecify.annotations.NullMarked;
