package io.tokentally.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param headers headers besides those that every answer has
 * @param contentType what the body is
 * @param body the body; empty for none
 */
record Answer(int status, List<Header> headers, String contentType, ByteBuffer body) {

  /** A header line. */
  record Header(String name, String value) {}

  static Answer ok(String json) {
    return of(200, json);
  }

  static Answer of(int status, String json, Header... headers) {
    ByteBuffer body = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    return new Answer(status, List.of(headers), "application/json", body);
  }

  static Answer noContent(Header... headers) {
    return of(204, "", headers);
  }

  Answer with(List<Header> others) {
    return new Answer(status, others, contentType, body);
  }
}
