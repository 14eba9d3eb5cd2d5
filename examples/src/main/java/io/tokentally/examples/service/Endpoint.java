package io.tokentally.examples.service;

import io.tokentally.ValidationException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * One operation.
 *
 * @param method the HTTP method
 * @param isOpen whether it needs no authentication
 * @param body which bodies it reads; null for none
 * @param places how many answers there may be at a time; null for any number
 * @param action what it does
 */
record Endpoint(
    String method,
    boolean isOpen,
    @Nullable MediaTypes body,
    @Nullable PagePlaces places,
    Action action) {

  /** Answers one request. */
  interface Action {
    /**
     * {@return the answer}
     *
     * @param query what follows the question mark of the address, as it was sent; null for nothing
     * @param body what was sent
     * @throws io.tokentally.ValidationException if that is not valid
     */
    Answer answer(@Nullable String query, byte[] body);
  }

  boolean allows(String other) {
    return other.equals(method) || (method.equals("GET") && other.equals("HEAD"));
  }

  /** {@return the methods, as in the header of that name} */
  String allowed() {
    return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
  }

  /** {@return whether there is room for one more answer, to this request} */
  boolean hasPlaceFor(Request request) {
    return places == null || places.enter(request);
  }

  /** {@return the memory that a body of so many bytes needs; one that is not read needs none} */
  long memory(int bytes) {
    return body == null ? 0 : Capacity.ofBody(bytes);
  }

  static Endpoint post(MediaTypes body, Function<byte[], String> operation) {
    return new Endpoint(
        "POST", false, body, null, (query, bytes) -> Answer.ok(operation.apply(bytes)));
  }

  static Endpoint page(Action action) {
    return new Endpoint("GET", false, null, new PagePlaces(), action);
  }

  static Endpoint openGet(Supplier<String> json) {
    return new Endpoint("GET", true, null, null, (query, body) -> Answer.ok(json.get()));
  }

  /**
   * Runs once without effect, so that the first client does not wait until classes are loaded, and
   * the memory that they take is taken from the start.
   */
  void rehearse() {
    try {
      action.answer("project_id=", "{\"project_id\":\"\"}".getBytes(StandardCharsets.UTF_8));
    } catch (ValidationException e) {
      // Most of them need more than a project.
    }
  }
}
