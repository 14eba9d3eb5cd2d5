package io.tokentally.benchmarks.reading;

import io.tokentally.benchmarks.data.Json;
import io.tokentally.benchmarks.data.Traces;
import java.util.Arrays;

/** Lines of JSON of a known length. */
final class Lines {

  static final int MEGABYTE = 1_000_000;

  private Lines() {}

  /** {@return whole lines of as many bytes, but for part of one line} */
  static byte[] ofMegabytes(int megabytes) {
    // A line has some 2,200 bytes.
    byte[] lines = Json.lines(Traces.withText(megabytes * MEGABYTE / 1_800));
    int end = megabytes * MEGABYTE;
    if (lines.length < end) {
      throw new IllegalStateException("only " + lines.length + " bytes of lines");
    }
    while (lines[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(lines, end);
  }
}
