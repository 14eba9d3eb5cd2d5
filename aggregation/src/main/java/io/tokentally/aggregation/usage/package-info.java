/**
 * From the usage that a call recorded to counts, with every anomaly reported: docs/semantics.md
 * section 6.
 */
@NullMarked
package io.tokentally.aggregation.usage;

import org.jspecify.annotations.NullMarked;
