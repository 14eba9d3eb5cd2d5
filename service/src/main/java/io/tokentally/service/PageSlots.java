package io.tokentally.service;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Bounds how many pages there are at a time, being made or on their way: a page is large, and a
 * client may read it slowly. Thread-safe.
 */
final class PageSlots {

  /** Few enough that most of the threads for large requests are left to the operations. */
  static final int MOST = 4;

  private final Semaphore free = new Semaphore(MOST);

  /**
   * {@return whether there is a place for one more page}
   *
   * @param whenOver takes what gives the place back
   */
  boolean enter(Consumer<Runnable> whenOver) {
    if (!free.tryAcquire()) {
      return false;
    }
    whenOver.accept(free::release);
    return true;
  }
}
