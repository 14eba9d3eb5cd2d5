/** How files are read, whatever is in them: record by record, with what was left out. */
@NullMarked
package io.tokentally.importers.read;

import org.jspecify.annotations.NullMarked;
