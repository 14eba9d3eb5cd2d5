/** What a report keeps of the records of calls: all of them, or packed. */
@NullMarked
package io.tokentally.aggregation.rollup.records;

import org.jspecify.annotations.NullMarked;
