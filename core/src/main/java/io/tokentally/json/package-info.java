/**
 * Strict JSON text in and out, and the checks of a document. Shared by Tokentally's modules, not
 * API.
 */
@NullMarked
package io.tokentally.json;

import org.jspecify.annotations.NullMarked;
