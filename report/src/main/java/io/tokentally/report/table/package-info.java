/** Reports, bills and repricings as tables for people. */
@NullMarked
package io.tokentally.report.table;

import org.jspecify.annotations.NullMarked;
