package io.tokentally.examples.service;

import java.util.List;

/** Makes a change last before it is made. Implementations are thread-safe. */
interface CommitLog {

  /** For data in memory alone: a change is made, and nothing is written. */
  CommitLog NONE = (records, change) -> change.run();

  /**
   * Writes what a change is, and then makes it. Changes are made in the order they are written.
   *
   * @param records lines of JSON, at least one; after a crash either all are there or none
   * @throws StorageException if they cannot be written; then the change is not made
   */
  void commit(List<String> records, Runnable change);
}
