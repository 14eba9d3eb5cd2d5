/** Records the calls of a running application, and stops them at a budget. */
@NullMarked
package io.tokentally.recorder;

import org.jspecify.annotations.NullMarked;
