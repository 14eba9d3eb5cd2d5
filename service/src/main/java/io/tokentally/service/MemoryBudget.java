package io.tokentally.service;

/**
 * Bounds the memory that calls and prices take, so that a restart with the same heap can read them
 * all again, and requests have room beside them. Sizes are estimates that are rather too large:
 * what a collection of garbage would leave is not known cheaply, and differs between collectors.
 * Thread-safe.
 */
final class MemoryBudget {

  private final long most;
  private long held;

  MemoryBudget(long most) {
    this.most = most;
  }

  /** {@return a half of the heap; the other half is for requests} */
  static MemoryBudget ofHeap() {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Counts what is to be held.
   *
   * @throws StorageFullException if there is no room for it; then it is not counted
   */
  synchronized void take(long bytes) {
    if (bytes > most - held) {
      throw new StorageFullException(
          "no room for more: about %d of %d bytes for calls and prices are taken; more memory,"
                  .formatted(held, most)
              + " as in java -Xmx2g, makes more room");
    }
    held += bytes;
  }

  /** Counts what is held already, even if that is too much. */
  synchronized void add(long bytes) {
    held += bytes;
  }

  synchronized void give(long bytes) {
    held -= bytes;
  }

  /** {@return whether more is held than should be} */
  synchronized boolean isOverfull() {
    return held > most;
  }
}
