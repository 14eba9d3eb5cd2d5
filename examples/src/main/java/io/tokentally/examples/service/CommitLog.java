package io.tokentally.examples.service;

import java.util.List;

/** Makes a change last before it is made. Implementations are thread-safe. */
interface CommitLog {

  /** A change of what is in memory, in two steps: between them it is written. */
  interface Change {

    /**
     * Takes the memory that the change needs, without an effect that anybody can see; the change
     * may still be given up.
     *
     * @throws StorageException if there is no room for it
     */
    void prepare();

    /** Makes the change. Needs no more memory, and does not fail. */
    void make();
  }

  /** For data in memory alone: a change is made, and nothing is written. */
  CommitLog NONE =
      (records, change) -> {
        change.prepare();
        change.make();
      };

  /** {@return whether a write failed, so that every further change is refused} */
  default boolean isBroken() {
    return false;
  }

  /**
   * Writes what a change is, and then makes it. Changes are prepared and made in the order they are
   * written, one after the other.
   *
   * @param records lines of JSON, at least one; after a crash either all are there or none
   * @throws UnknownOutcomeException if they may or may not be there after a restart; the change is
   *     not made
   * @throws StorageException if they are not written; then the change is not made
   */
  void commit(List<String> records, Change change);
}
