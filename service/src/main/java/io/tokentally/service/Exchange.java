package io.tokentally.service;

import java.util.function.Function;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.CountingCallback;

/** Answers one request when its body has come, or when it is clear that it will not be taken. */
final class Exchange implements RequestBody.Receiver {

  private final Response response;
  private final Callback callback;
  private final Function<byte[], Answer> operation;

  /** A rejected request is over when both the answer is out and the body is. */
  private final Callback sentAndEnded;

  Exchange(Response response, Callback callback, Function<byte[], Answer> operation) {
    this.response = response;
    this.callback = callback;
    this.operation = operation;
    this.sentAndEnded = new CountingCallback(callback, 2);
  }

  @Override
  public void received(byte[] body) {
    try {
      new AnswerSender(response, callback).send(operation.apply(body), true);
    } catch (OutOfMemoryError e) {
      callback.failed(e); // leads to JsonErrors, if there is memory for that
    }
  }

  @Override
  public void refused(Answer answer, boolean isConnectionUsable) {
    new AnswerSender(response, sentAndEnded).send(answer, isConnectionUsable);
  }

  @Override
  public void ended() {
    sentAndEnded.succeeded();
  }
}
