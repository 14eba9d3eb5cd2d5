package io.tokentally.service;

import java.util.List;

/** Makes a change last before it is made. Implementations are thread-safe. */
interface CommitLog {

  /** A change of what is in memory, in two steps: between them it is written. */
  interface Change {

    /**
     * Takes the memory that the change needs, without an effect that anybody can see.
     *
     * @return lines of JSON that say what the change is; none where nothing is left to do
     * @throws StorageException if there is no room for it
     */
    List<String> prepare();

    /** Makes the change. Needs no more memory, and does not fail. */
    void make();

    /** Takes back what was prepared, also in part: the change is neither written nor made. */
    default void giveUp() {}
  }

  /** {@return a log for data in memory alone: a change is made, and nothing is written} */
  static CommitLog unwritten() {
    return new CommitLog() {
      @Override
      public synchronized void commit(Change change) {
        try {
          change.prepare();
        } catch (Throwable e) {
          change.giveUp();
          throw e;
        }
        change.make();
      }
    };
  }

  /** {@return whether a write failed, so that every further change is rejected} */
  default boolean isBroken() {
    return false;
  }

  /**
   * Writes what a change is, and then makes it; after a crash either all of its lines are there or
   * none. Changes are prepared and made in the order they are written, one after the other. Several
   * may be prepared before they are written, but those are made together or not at all.
   *
   * @throws UnknownOutcomeException if it may or may not be there after a restart; the change is
   *     not made
   * @throws StorageException if it is not written; then the change is not made
   */
  void commit(Change change);
}
