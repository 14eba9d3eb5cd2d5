/**
 * A usage report as table, CSV, JSON, page, folded stacks or speedscope file. A format is a {@link
 * io.tokentally.report.ReportWriter}: those of {@code table} are for people, those of {@code data}
 * for programs, those of {@code picture} show the call tree; {@code text} has the words that all of
 * them use.
 */
@NullMarked
package io.tokentally.report;

import org.jspecify.annotations.NullMarked;
