/** Calls and usage as rows and columns. */
@NullMarked
package io.tokentally.spark.rows;

import org.jspecify.annotations.NullMarked;
