package io.tokentally.examples.service;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory and the threads that requests take together, so that large ones leave room for
 * small ones: what is being received, what is being worked on, and how many large bodies wait for
 * that. Thread-safe.
 */
final class Capacity {

  /** Of the threads of the service, so many may be busy with large bodies. */
  private static final int MOST_LARGE = Service.THREADS * 3 / 4;

  private static final int LARGE = 1 << 16;

  /** A byte of JSON can become so many bytes of objects; empty objects are the worst. */
  private static final int BYTES_PER_BYTE = 64;

  private static final int UNIT = 1_024;

  private final Semaphore large = new Semaphore(MOST_LARGE);
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
   * Waits until there is memory to work on a body; {@link #done} with the same size gives it back.
   * Small bodies never wait.
   *
   * @return whether it may be worked on; false if too many large bodies wait already
   */
  boolean work(int bytes) {
    if (bytes <= LARGE) {
      return true;
    }
    if (!large.tryAcquire()) {
      return false;
    }
    working.acquireUninterruptibly(units(bytes));
    return true;
  }

  void done(int bytes) {
    if (bytes > LARGE) {
      working.release(units(bytes));
      large.release();
    }
  }

  private int units(int bytes) {
    return (int) Math.min(most, (long) bytes * BYTES_PER_BYTE / UNIT);
  }
}
