package io.tokentally.spark.tally;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.util.sketch.BloomFilter;
import org.apache.spark.util.sketch.IncompatibleMergeException;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers: few of them as they are, many in a Bloom filter of a megabyte, where one that
 * is in the set is found and one that is not mostly is not.
 */
final class NumberSketch {

  /** As many take a tenth of the megabyte. */
  static final int MOST_FEW = 10_000;

  private static final long EXPECTED = 1_000_000;
  private static final long BITS = 1 << 23;

  private static final byte FEW = 0;
  private static final byte MANY = 1;

  private final Set<Long> few = new HashSet<>();

  /** All numbers, once there are many. */
  private @Nullable BloomFilter many;

  void add(long number) {
    if (many != null) {
      many.putLong(number);
    } else if (few.add(number) && few.size() > MOST_FEW) {
      becomeMany();
    }
  }

  void addAll(NumberSketch other) {
    if (other.many == null) {
      other.few.forEach(this::add);
      return;
    }
    try {
      becomeMany().mergeInPlace(other.many);
    } catch (IncompatibleMergeException e) {
      throw new IllegalStateException(e); // all are of the same size
    }
  }

  private BloomFilter becomeMany() {
    BloomFilter filter = many;
    if (filter == null) {
      filter = BloomFilter.create(EXPECTED, BITS);
      few.forEach(filter::putLong);
      few.clear();
      many = filter;
    }
    return filter;
  }

  /** {@return false only if the number was not added} */
  boolean mayContain(long number) {
    return many == null ? few.contains(number) : many.mightContainLong(number);
  }

  byte[] toBytes() {
    if (many == null) {
      ByteBuffer bytes = ByteBuffer.allocate(1 + few.size() * Long.BYTES).put(FEW);
      few.forEach(bytes::putLong);
      return bytes.array();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(MANY);
    try {
      many.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  /** {@return what {@link #toBytes} was called on} */
  static NumberSketch of(byte[] bytes) {
    NumberSketch sketch = new NumberSketch();
    if (bytes[0] == FEW) {
      ByteBuffer numbers = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
      while (numbers.hasRemaining()) {
        sketch.few.add(numbers.getLong());
      }
      return sketch;
    }
    try {
      sketch.many = BloomFilter.readFrom(new ByteArrayInputStream(bytes, 1, bytes.length - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sketch;
  }
}
