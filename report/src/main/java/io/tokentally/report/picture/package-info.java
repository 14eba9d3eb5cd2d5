/**
 * A report as a picture: one HTML page, folded stacks, a speedscope file. Start at {@link
 * io.tokentally.report.picture.Picture}.
 */
@NullMarked
package io.tokentally.report.picture;

import org.jspecify.annotations.NullMarked;
