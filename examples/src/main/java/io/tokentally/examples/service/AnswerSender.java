package io.tokentally.examples.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends an answer.
 *
 * @param response what Jetty sends
 * @param callback is told when it is sent
 */
record AnswerSender(Response response, Callback callback) {

  /**
   * Sends the answer, as a whole.
   *
   * @param isConnectionUsable whether the connection can take another request
   */
  void send(Answer answer, boolean isConnectionUsable) {
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(header -> headers.add(header.name(), header.value()));
    if (answer.status() != 204) {
      headers.put(HttpHeader.CONTENT_TYPE, "application/json");
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    if (!isConnectionUsable) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
