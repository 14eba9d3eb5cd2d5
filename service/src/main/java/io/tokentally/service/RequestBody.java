package io.tokentally.service;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Receives a body without holding a thread while it is on its way. A body that is rejected is
 * answered at once, but still read to its end, as far as that is sensible, and thrown away: a
 * client that is still sending might otherwise see its connection break before it sees the answer.
 */
final class RequestBody implements Runnable {

  /** Receives {@link #received}, or {@link #refused} and then {@link #ended}. */
  interface Receiver {

    /** The whole body. */
    void received(byte[] body);

    /** The body is not taken. */
    void refused(Answer answer, boolean isConnectionUsable);

    /** Nothing more is read of a body that was rejected. */
    void ended();
  }

  /** How long a body may take as a whole; between two parts of it the connection's limit counts. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** How much of a rejected body is thrown away before the connection is given up. */
  private static final long MOST_THROWN_AWAY = 256L << 20;

  private final Request request;
  private final long limit;
  private final AdmissionControl capacity;
  private final Receiver receiver;
  private final long deadline = System.nanoTime() + LONGEST.toNanos();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private @Nullable Answer refusal;
  private boolean isAnswered;
  private int held;
  private long thrownAway;

  /**
   * @param refusal what is wrong with the request already, null for nothing; then the body is only
   *     thrown away
   */
  RequestBody(
      Request request,
      long limit,
      AdmissionControl capacity,
      @Nullable Answer refusal,
      Receiver receiver) {
    this.request = request;
    this.limit = limit;
    this.capacity = capacity;
    this.refusal = refusal;
    this.receiver = receiver;
  }

  /** Reads what there is; Jetty calls it again when there is more. */
  @Override
  public void run() {
    if (request.getLength() > limit) {
      refuse(tooLarge());
    }
    if (refusal != null && isAskedToGoOn()) {
      end(false);
      return;
    }
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        answerRefused(false);
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refuse(brokenOff(chunk.getFailure()));
        end(false);
        return;
      }
      take(chunk);
      boolean isLast = chunk.isLast();
      chunk.release();
      if (isLast || isEnough()) {
        end(isLast);
        return;
      }
    }
  }

  /** {@return whether the rest is not waited for} */
  private boolean isEnough() {
    if (System.nanoTime() - deadline > 0) {
      refuse(ErrorAnswers.timeout());
      return true;
    }
    return thrownAway > MOST_THROWN_AWAY;
  }

  /** {@return whether the client asks before it sends the body} */
  private boolean isAskedToGoOn() {
    HttpField expect = request.getHeaders().getField(HttpHeader.EXPECT);
    return expect != null && expect.contains("100-continue");
  }

  private void take(Content.Chunk chunk) {
    int size = chunk.remaining();
    if (refusal == null && body.size() + (long) size > limit) {
      refuse(tooLarge());
    }
    if (refusal == null && !capacity.receive(size)) {
      refuse(ErrorAnswers.tooMany());
    }
    if (refusal != null) {
      thrownAway += size;
      return;
    }
    held += size;
    try {
      byte[] bytes = new byte[size];
      chunk.getByteBuffer().get(bytes);
      body.writeBytes(bytes);
    } catch (OutOfMemoryError e) {
      refuse(ErrorAnswers.outOfMemory());
    }
  }

  /** The first rejection counts. What was received is no longer needed. */
  private void refuse(Answer answer) {
    if (refusal == null) {
      refusal = answer;
      body.reset();
    }
  }

  private void answerRefused(boolean isConnectionUsable) {
    if (refusal != null && !isAnswered) {
      isAnswered = true;
      receiver.refused(refusal, isConnectionUsable);
    }
  }

  private void end(boolean isConnectionUsable) {
    try {
      byte[] all = refusal == null ? whole() : null;
      if (all != null) {
        receiver.received(all);
      } else {
        answerRefused(isConnectionUsable);
        receiver.ended();
      }
    } finally {
      capacity.received(held);
    }
  }

  /** {@return the body, null if there is no memory for it; then it is rejected} */
  private byte @Nullable [] whole() {
    try {
      return body.toByteArray();
    } catch (OutOfMemoryError e) {
      refuse(ErrorAnswers.outOfMemory());
      return null;
    }
  }

  private Answer tooLarge() {
    return ErrorAnswers.tooLarge("expected at most " + limit + " bytes, found more");
  }

  private Answer brokenOff(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return ErrorAnswers.timeout();
    }
    String reason = failure instanceof HttpException http ? http.getReason() : null;
    // Jetty calls a chunk without a proper size an early end, too.
    if (reason != null && !reason.equals("Early EOF")) {
      return ErrorAnswers.badRequest(400, reason);
    }
    boolean isChunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    return ErrorAnswers.badRequest(
        400,
        isChunked ? "the body broke off, or a chunk is not of its size" : "the body broke off");
  }
}
