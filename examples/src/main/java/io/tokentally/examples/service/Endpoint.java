package io.tokentally.examples.service;

import io.tokentally.ValidationException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One operation.
 *
 * @param method the HTTP method
 * @param isOpen whether it needs no authentication
 * @param body which bodies it reads; null for none
 * @param action what it does
 */
record Endpoint(String method, boolean isOpen, @Nullable MediaTypes body, Action action) {

  /** Answers one request. */
  interface Action {
    /**
     * {@return the JSON of the answer}
     *
     * @param body what was sent
     * @throws io.tokentally.ValidationException if that is not valid
     */
    String answer(byte[] body);
  }

  boolean allows(String other) {
    return other.equals(method) || (method.equals("GET") && other.equals("HEAD"));
  }

  /** {@return the methods, as in the header of that name} */
  String allowed() {
    return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
  }

  static Endpoint post(MediaTypes body, Action action) {
    return new Endpoint("POST", false, body, action);
  }

  static Endpoint openGet(String json) {
    return new Endpoint("GET", true, null, body -> json);
  }

  /**
   * Runs once without effect, so that the first client does not wait until classes are loaded, and
   * the memory that they take is taken from the start.
   */
  void rehearse() {
    try {
      action.answer("{\"project_id\":\"\"}".getBytes(StandardCharsets.UTF_8));
    } catch (ValidationException e) {
      // Most operations need more than a project.
    }
  }
}
