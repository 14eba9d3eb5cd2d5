package io.tokentally.examples.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Bounds how many pages there are at a time, being made or on their way: a page is large, and a
 * client may read it slowly. Thread-safe.
 */
final class PagePlaces {

  /** Few enough that most of the threads for large requests are left to the operations. */
  static final int MOST = 4;

  /** Who has not read a page by then loses the connection. */
  private static final long LONGEST_SECONDS = 120;

  private final Semaphore free = new Semaphore(MOST);

  /**
   * {@return whether there is a place for the answer to the request} It is given back when the
   * request is over, however it ends.
   */
  boolean enter(Request request) {
    if (!free.tryAcquire()) {
      return false;
    }
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> client.close(new TimeoutException("the page was not read in time")),
                LONGEST_SECONDS,
                TimeUnit.SECONDS);
    Request.addCompletionListener(
        request,
        failure -> {
          end.cancel();
          free.release();
        });
    return true;
  }
}
