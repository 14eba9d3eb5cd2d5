package io.tokentally.service;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what never gets as far as an operation: bytes that are no HTTP, headers that are too
 * large, versions and codings that we do not speak. All of that is the client's doing, so where
 * HTTP has a status above 499 for it, the answer is 400. Of what fails in the service itself no
 * message is shown.
 */
final class JsonErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    Object failure = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    Answer answer =
        answer(response.getStatus(), message, failure instanceof Throwable thrown ? thrown : null);
    new AnswerSender(response, callback).send(answer, false);
    return true;
  }

  /**
   * {@return the answer for what Jetty found}
   *
   * @param message its words, null for none
   * @param failure what was thrown, null for nothing
   */
  static Answer answer(int status, @Nullable Object message, @Nullable Throwable failure) {
    if (isOutOfMemory(failure)) {
      return ErrorAnswers.outOfMemoryLate();
    }
    int told = status >= 400 && status < 500 ? status : 400;
    boolean isAboutHttp = failure == null || failure instanceof HttpException;
    return ErrorAnswers.badRequest(
        told, message == null || !isAboutHttp ? HttpStatus.getMessage(told) : message.toString());
  }

  private static boolean isOutOfMemory(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }
}
