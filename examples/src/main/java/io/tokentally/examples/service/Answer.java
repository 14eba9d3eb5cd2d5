package io.tokentally.examples.service;

import java.util.List;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param headers headers besides those that every answer has
 * @param json the body; empty for none
 */
record Answer(int status, List<Header> headers, String json) {

  /** A header line. */
  record Header(String name, String value) {}

  static Answer ok(String json) {
    return of(200, json);
  }

  static Answer of(int status, String json, Header... headers) {
    return new Answer(status, List.of(headers), json);
  }

  static Answer noContent(Header... headers) {
    return new Answer(204, List.of(headers), "");
  }
}
