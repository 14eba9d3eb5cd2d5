/** Reports, bills and repricings for programs: JSON and CSV, every number exact. */
@NullMarked
package io.tokentally.report.data;

import org.jspecify.annotations.NullMarked;
