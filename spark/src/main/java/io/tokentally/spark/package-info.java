/**
 * The same query, prices and rollup over datasets of calls on Apache Spark, to the digit.
 *
 * <p>Spark's jars have no names for the module path: this module is for the class path.
 */
@NullMarked
package io.tokentally.spark;

import org.jspecify.annotations.NullMarked;
