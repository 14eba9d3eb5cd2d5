package io.tokentally.service;

import io.tokentally.ValidationException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation.
 *
 * @param method the HTTP method
 * @param isOpen whether it needs no authentication
 * @param effect what it may do to what is stored
 * @param body which bodies it reads; null for none
 * @param action what it does
 */
record Endpoint(
    String method, boolean isOpen, Effect effect, @Nullable MediaTypes body, Action action) {

  /** What an operation may do to what is stored. */
  enum Effect {
    NONE,

    /** Changes it, and answers in a few words. */
    CHANGE,

    /** Creates something, and answers with no more than was sent, or a few words. */
    CREATION
  }

  /** Answers one request. */
  interface Action {
    /**
     * {@return the answer}
     *
     * @param query what follows the question mark of the address, as it was sent; null for nothing
     * @param body what was sent
     * @param whenOver takes what is to be done once the answer is out, or given up
     * @throws io.tokentally.ValidationException if that is not valid
     */
    Answer answer(@Nullable String query, byte[] body, Consumer<Runnable> whenOver);
  }

  boolean isChange() {
    return effect != Effect.NONE;
  }

  boolean allows(String other) {
    return other.equals(method) || (method.equals("GET") && other.equals("HEAD"));
  }

  /** {@return the methods, as in the header of that name} */
  String allowed() {
    return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
  }

  /** {@return the memory that a body of so many bytes needs; one that is not read needs none} */
  long memory(int bytes) {
    return body == null ? 0 : AdmissionControl.ofBody(bytes);
  }

  /** {@return an operation on a body} */
  static Endpoint post(Effect effect, MediaTypes body, Function<byte[], String> operation) {
    Action action = (query, bytes, whenOver) -> Answer.ok(operation.apply(bytes));
    return new Endpoint("POST", false, effect, body, action);
  }

  static Endpoint page(Action action) {
    return new Endpoint("GET", false, Effect.NONE, null, action);
  }

  static Endpoint openGet(Supplier<String> json) {
    Action action = (query, body, whenOver) -> Answer.ok(json.get());
    return new Endpoint("GET", true, Effect.NONE, null, action);
  }

  /**
   * Runs once without effect, so that the first client does not wait until classes are loaded, and
   * the memory that they take is taken from the start.
   */
  void rehearse() {
    try {
      byte[] body = "{\"project_id\":\"\"}".getBytes(StandardCharsets.UTF_8);
      action.answer("project_id=", body, whenOver -> {});
    } catch (ValidationException e) {
      // Most of them need more than a project.
    }
  }
}
