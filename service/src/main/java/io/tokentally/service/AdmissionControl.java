package io.tokentally.service;

import io.tokentally.aggregation.TallyOptions;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory and the threads that requests take together, so that large ones leave room for
 * small ones: what is being received, what is being worked on, how many large bodies wait for that,
 * and what is being sent. Thread-safe.
 */
final class AdmissionControl {

  /** Of the threads of the service, so many may be busy with large bodies. */
  private static final int MOST_LARGE = Service.THREADS * 3 / 4;

  /** A byte of JSON can become so many bytes of objects; empty objects are the worst. */
  private static final int BYTES_PER_BYTE = 64;

  /** What a body of 64 KiB needs. */
  private static final long LARGE = BYTES_PER_BYTE << 16;

  /**
   * What a call of a page takes while the page is made, the page included: seen were 1,500 bytes,
   * with three models; longer ids and more models take more.
   */
  private static final int BYTES_PER_CALL = 4_096;

  /** What a sum of a call and a model takes until it is a part of an answer, prices included. */
  private static final int BYTES_PER_SUM = 512;

  /** Browsers become slow with more. */
  private static final int MOST_CALLS_OF_PAGE = 200_000;

  /** Answers that are no longer are always sent: 2,000 connections can hold them. */
  private static final int SMALL_ANSWER = 1 << 14;

  private static final int UNIT = 1_024;

  private final Semaphore large = new Semaphore(MOST_LARGE);
  private final Semaphore receiving;
  private final Semaphore working;
  private final Semaphore sending;
  private final int most;
  private final int mostSending;

  private AdmissionControl(long heap) {
    this.receiving = new Semaphore((int) Math.min(Integer.MAX_VALUE, heap / 8));
    this.mostSending = (int) Math.min(Integer.MAX_VALUE, heap / 8);
    this.sending = new Semaphore(mostSending);
    this.most = (int) Math.min(Integer.MAX_VALUE, heap / 2 / UNIT);
    this.working = new Semaphore(most, true);
  }

  /** {@return the capacity of this process} */
  static AdmissionControl ofHeap() {
    return of(Runtime.getRuntime().maxMemory());
  }

  /** {@return the capacity of a process with so many bytes of memory} */
  static AdmissionControl of(long heap) {
    return new AdmissionControl(heap);
  }

  /** {@return the longest body that this process should take, in bytes} */
  static int longestBody() {
    return (int) Math.min(10 << 20, Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_BYTE);
  }

  /** {@return how many calls this process should take for one page} */
  static int mostCallsOfPage() {
    long fit = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_CALL;
    return (int) Math.min(MOST_CALLS_OF_PAGE, fit);
  }

  /** {@return how many sums of a call and a model this process should make for one request} */
  static long mostSums() {
    long fit = Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_SUM;
    return Math.min(TallyOptions.DEFAULT.maxSums(), fit);
  }

  /** {@return the memory that work on a body of so many bytes may need} */
  static long ofBody(int bytes) {
    return (long) bytes * BYTES_PER_BYTE;
  }

  /** {@return the memory that making a page of so many calls may need} */
  static long ofPage(int calls) {
    return (long) calls * BYTES_PER_CALL;
  }

  /** {@return the room that an answer of so many bytes takes; a small one takes none} */
  int roomOf(int answer) {
    return answer <= SMALL_ANSWER ? 0 : Math.min(answer, mostSending);
  }

  /** {@return whether so much more may be sent; it is to be {@link #sent} in the end} */
  boolean send(int room) {
    return sending.tryAcquire(room);
  }

  void sent(int room) {
    sending.release(room);
  }

  /** {@return whether there is room for more bytes; they are to be {@link #received} in the end} */
  boolean receive(int bytes) {
    return receiving.tryAcquire(bytes);
  }

  void received(int bytes) {
    receiving.release(bytes);
  }

  /**
   * Waits until there is so much memory to work with; {@link #done} with the same amount gives it
   * back. Who needs little never waits.
   *
   * @param memory in bytes
   * @return whether it may be worked with; false if too many who need much wait already
   */
  boolean work(long memory) {
    if (memory <= LARGE) {
      return true;
    }
    if (!large.tryAcquire()) {
      return false;
    }
    working.acquireUninterruptibly(units(memory));
    return true;
  }

  void done(long memory) {
    if (memory > LARGE) {
      working.release(units(memory));
      large.release();
    }
  }

  private int units(long memory) {
    return (int) Math.min(most, memory / UNIT);
  }
}
