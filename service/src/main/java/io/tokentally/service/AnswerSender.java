package io.tokentally.service;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends an answer.
 *
 * @param response what Jetty sends
 * @param callback is called when it is sent
 */
record AnswerSender(Response response, Callback callback) {

  /**
   * Sends the answer, as a whole.
   *
   * @param isConnectionUsable whether the connection can take another request
   */
  void send(Answer answer, boolean isConnectionUsable) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(header -> headers.add(header.name(), header.value()));
    if (answer.status() != 204) {
      headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
      headers.put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
    }
    if (!isConnectionUsable) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    AnswerDeadline.begin(response.getRequest());
    response.write(true, answer.body().slice(), callback);
  }
}
