package io.tokentally.examples.service;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never gets as far as an operation: bytes that are no HTTP, headers that are too
 * large, versions and codings that we do not speak. All of that is the client's doing, so where
 * HTTP has a status beyond 499 for it, the answer is 400.
 */
final class JsonErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    int told = status >= 400 && status < 500 ? status : 400;
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String msg = message == null ? HttpStatus.getMessage(status) : message.toString();
    new AnswerSender(response, callback).send(ErrorAnswers.badRequest(told, msg), false);
    return true;
  }
}
