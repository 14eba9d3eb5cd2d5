/**
 * A report as a picture: one HTML page, folded stacks, a speedscope file. Start at {@link
 * io.tokentally.examples.picture.Picture}.
 */
@NullMarked
package io.tokentally.examples.picture;

import org.jspecify.annotations.NullMarked;
