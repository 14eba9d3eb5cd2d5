/**
 * Plain values and how they compare: numbers, text, timestamps, JSON containers. Shared by
 * Tokentally's modules, not API.
 */
@NullMarked
package io.tokentally.value;

import org.jspecify.annotations.NullMarked;
