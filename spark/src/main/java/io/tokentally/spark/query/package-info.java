/** A query as expressions of Spark, as far as these say exactly the same. */
@NullMarked
package io.tokentally.spark.query;

import org.jspecify.annotations.NullMarked;
