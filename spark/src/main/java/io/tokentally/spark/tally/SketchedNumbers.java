package io.tokentally.spark.tally;

import static org.apache.spark.sql.functions.udf;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the numbers of a dataset have one: a {@link NumberSketch} of them, made within the
 * query that asks it.
 */
final class SketchedNumbers {

  private SketchedNumbers() {}

  /** {@return whether the numbers of a dataset of one column may have a value} */
  static Column mayContain(Dataset<Row> numbers, Column value) {
    Dataset<byte[]> parts = numbers.mapPartitions(new Gather(), Encoders.BINARY());
    Column all = parts.repartition(1).mapPartitions(new Merge(), Encoders.BINARY()).scalar();
    return udf(new MayContain(), DataTypes.BooleanType).apply(all, value);
  }

  /** From the numbers of a partition to their sketch, if there are any. */
  private static final class Gather implements MapPartitionsFunction<Row, byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) {
      if (!rows.hasNext()) {
        return Collections.emptyIterator();
      }
      NumberSketch sketch = new NumberSketch();
      rows.forEachRemaining(row -> sketch.add(row.getLong(0)));
      return List.of(sketch.toBytes()).iterator();
    }
  }

  /** From sketches to one of all, if there are any. */
  private static final class Merge implements MapPartitionsFunction<byte[], byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> parts) {
      if (!parts.hasNext()) {
        return Collections.emptyIterator();
      }
      NumberSketch all = new NumberSketch();
      parts.forEachRemaining(part -> all.addAll(NumberSketch.of(part)));
      return List.of(all.toBytes()).iterator();
    }
  }

  /** Asks a sketch, which is the same bytes for all rows of a task; null is empty. */
  private static final class MayContain implements UDF2<byte[], Long, Boolean> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Known(byte[] bytes, NumberSketch sketch) {}

    private transient volatile @Nullable Known known;

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same bytes
    public Boolean call(byte @Nullable [] bytes, Long value) {
      if (bytes == null) {
        return false;
      }
      Known last = known;
      if (last == null || last.bytes != bytes) {
        last = new Known(bytes, NumberSketch.of(bytes));
        known = last;
      }
      return last.sketch.mayContain(value);
    }
  }
}
