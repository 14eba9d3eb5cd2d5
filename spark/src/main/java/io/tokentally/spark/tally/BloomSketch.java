package io.tokentally.spark.tally;

import static org.apache.spark.sql.functions.udf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.apache.spark.util.sketch.BloomFilter;
import org.apache.spark.util.sketch.IncompatibleMergeException;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers in a megabyte, however many there are: one that is in it is found, one that is
 * not mostly is not. Made within the query that asks it.
 */
final class BloomSketch {

  private static final long EXPECTED = 1_000_000;
  private static final long BITS = 1 << 23;

  private BloomSketch() {}

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
      BloomFilter filter = BloomFilter.create(EXPECTED, BITS);
      rows.forEachRemaining(row -> filter.putLong(row.getLong(0)));
      return List.of(bytes(filter)).iterator();
    }
  }

  /** From sketches to one of all, if there are any. */
  private static final class Merge implements MapPartitionsFunction<byte[], byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> parts) throws IncompatibleMergeException {
      if (!parts.hasNext()) {
        return Collections.emptyIterator();
      }
      BloomFilter all = filter(parts.next());
      while (parts.hasNext()) {
        all.mergeInPlace(filter(parts.next()));
      }
      return List.of(bytes(all)).iterator();
    }
  }

  /** Asks a sketch, which is the same bytes for all rows of a task; null is empty. */
  private static final class MayContain implements UDF2<byte[], Long, Boolean> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Known(byte[] bytes, BloomFilter filter) {}

    private transient volatile @Nullable Known known;

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same bytes
    public Boolean call(byte @Nullable [] bytes, Long value) {
      if (bytes == null) {
        return false;
      }
      Known last = known;
      if (last == null || last.bytes != bytes) {
        last = new Known(bytes, filter(bytes));
        known = last;
      }
      return last.filter.mightContainLong(value);
    }
  }

  private static byte[] bytes(BloomFilter filter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      filter.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  private static BloomFilter filter(byte[] bytes) {
    try {
      return BloomFilter.readFrom(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
