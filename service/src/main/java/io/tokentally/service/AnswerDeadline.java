package io.tokentally.service;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Breaks off answers that are not read: the connection's own limit ends only those that stand. */
final class AnswerDeadline {

  /** Who has not read an answer by then loses the connection. */
  private static final long LONGEST_SECONDS = 120;

  private AnswerDeadline() {}

  /** Begins when an answer to the request begins, and ends with it. */
  static void begin(Request request) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> client.close(new TimeoutException("the answer was not read in time")),
                LONGEST_SECONDS,
                TimeUnit.SECONDS);
    Request.addCompletionListener(request, failure -> end.cancel());
  }
}
