package io.tokentally.importers.read;

import java.io.Closeable;
import java.io.IOException;

/** The records of one file, on their way to a reader. */
public interface Records extends Closeable {

  /** Hands the next record to the reader; false if there is none. */
  boolean advance() throws IOException;
}
