/**
 * What reports say in words and figures, whatever they are written as: as tables, as pages, over
 * HTTP.
 */
@NullMarked
package io.tokentally.report.text;

import org.jspecify.annotations.NullMarked;
