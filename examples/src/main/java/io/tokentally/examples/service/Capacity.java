package io.tokentally.examples.service;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory that requests take together: what is being received, and what is being worked
 * on. A body that no longer fits is refused while it is received; a received one waits its turn.
 * Thread-safe.
 */
final class Capacity {

  /** A byte of JSON can become so many bytes of objects: faults are the worst. */
  private static final int BYTES_PER_BYTE = 64;

  private static final int UNIT = 1_024;

  private final Semaphore receiving;
  private final Semaphore working;
  private final int most;

  private Capacity(long heap) {
    this.receiving = new Semaphore((int) Math.min(Integer.MAX_VALUE, heap / 8));
    this.most = (int) Math.min(Integer.MAX_VALUE, heap / 2 / UNIT);
    this.working = new Semaphore(most, true);
  }

  /** {@return the capacity of this process} */
  static Capacity ofHeap() {
    return new Capacity(Runtime.getRuntime().maxMemory());
  }

  /** {@return the longest body that this process should take, in bytes} */
  static int longestBody() {
    return (int) Math.min(10 << 20, Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_BYTE);
  }

  /** {@return whether there is room for more bytes; they are to be {@link #received} in the end} */
  boolean receive(int bytes) {
    return receiving.tryAcquire(bytes);
  }

  void received(int bytes) {
    receiving.release(bytes);
  }

  /**
   * Waits until there is room to work on a body; {@link #done} with the same size gives it back.
   */
  void work(int bytes) {
    working.acquireUninterruptibly(units(bytes));
  }

  void done(int bytes) {
    working.release(units(bytes));
  }

  private int units(int bytes) {
    return (int) Math.min(most, 1 + (long) bytes * BYTES_PER_BYTE / UNIT);
  }
}
