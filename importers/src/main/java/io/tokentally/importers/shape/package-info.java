/** What a file is, seen from its beginning. */
@NullMarked
package io.tokentally.importers.shape;

import org.jspecify.annotations.NullMarked;
