/** From the rows of calls to those of a report. */
@NullMarked
package io.tokentally.spark.tally;

import org.jspecify.annotations.NullMarked;
