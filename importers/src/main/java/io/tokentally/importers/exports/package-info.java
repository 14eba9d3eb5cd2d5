/** What gateways, tracing services and clients of providers write. */
@NullMarked
package io.tokentally.importers.exports;

import org.jspecify.annotations.NullMarked;
