package io.tokentally.importers;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks files that are compressed, but not with gzip, which is read without help. Called once for
 * each file, by the thread that reads.
 */
@FunctionalInterface
public interface Unpacking {

  /** Leaves every file as it is. */
  Unpacking NONE = in -> in;

  /**
   * {@return what is in a file: the stream itself where the file is not packed, or another that
   * closes it}
   *
   * @param in the bytes of the file, from the first on
   * @throws IOException if they cannot be read; the file is then reported with the message, and
   *     others are read
   */
  InputStream unpack(InputStream in) throws IOException;
}
