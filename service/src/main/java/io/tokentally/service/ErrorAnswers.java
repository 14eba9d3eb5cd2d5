package io.tokentally.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers that reject a request: the contract's {@code HTTPValidationError}, whatever the reason.
 */
final class ErrorAnswers {

  /**
   * How many errors are reported, and how long a string among them may be: a body can hold
   * millions.
   */
  private static final int MOST_FAULTS = 1_000;

  private static final int MOST_CHARACTERS = 1_000;

  private static final JsonMapper MAPPER =
      TokentallyMapper.create()
          .rebuild()
          // Any string of a request can be reported, also half a surrogate pair.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** The contract's {@code ValidationError}. */
  private record Fault(List<Object> loc, String msg, String type) {}

  private record Detail(List<Fault> detail) {}

  private ErrorAnswers() {}

  /** {@return the answer to a request that is not valid} */
  static Answer invalid(ValidationException refusal) {
    List<ValidationError> errors = refusal.errors();
    List<Fault> faults = new ArrayList<>();
    for (ValidationError error : errors.subList(0, Math.min(MOST_FAULTS, errors.size()))) {
      List<Object> loc = error.loc().stream().map(ErrorAnswers::shortened).toList();
      faults.add(new Fault(loc, cut(error.msg()), error.type().wireName()));
    }
    if (errors.size() > MOST_FAULTS) {
      String msg = "only the first " + MOST_FAULTS + " errors are listed";
      faults.add(new Fault(List.of("body"), msg, "limit"));
    }
    return answer(422, faults);
  }

  static Answer notFound(String path, String known) {
    String msg = "expected one of " + known + ", found " + cut(path);
    return one(404, "path", msg, "not_found");
  }

  /** {@return the answer to a query that names what is not there} */
  static Answer unknown(String parameter, String expected, List<String> values) {
    List<Object> loc = List.of("query", parameter);
    return answer(
        404,
        values.stream()
            .map(value -> "expected %s, found \"%s\"".formatted(expected, cut(value)))
            .map(msg -> new Fault(loc, msg, "not_found"))
            .toList());
  }

  static Answer methodNotAllowed(String method, String allowed) {
    String msg = "expected " + allowed + ", found " + cut(method);
    return one(405, "method", msg, "method_not_allowed", new Answer.Header("Allow", allowed));
  }

  static Answer unauthorized(String msg, List<Answer.Header> challenges) {
    Fault fault = new Fault(List.of("header", "authorization"), msg, "unauthorized");
    return answer(401, List.of(fault)).with(challenges);
  }

  static Answer misdirected(String host) {
    String msg =
        "expected an address, localhost or the name of --host, found "
            + cut(host)
            + "; with --auth or --token any name will do";
    return answer(421, List.of(new Fault(List.of("header", "host"), msg, "misdirected")));
  }

  static Answer unsupportedMediaType(String header, String msg) {
    Fault fault = new Fault(List.of("header", header), cut(msg), "unsupported_media_type");
    return answer(415, List.of(fault));
  }

  static Answer tooLarge(String msg) {
    return one(413, "body", msg, "limit");
  }

  /** {@return the answer when memory ran out, and nothing was changed} */
  static Answer outOfMemory() {
    return tooLarge("expected less: this process has too little memory for it");
  }

  /** {@return the answer when memory ran out so late that a change may have been made} */
  static Answer outOfMemoryLate() {
    return tooLarge(
        "expected less: this process has too little memory for it;"
            + " if it was to change something, that may have been changed");
  }

  static Answer tooMany() {
    Answer.Header retry = new Answer.Header("Retry-After", "1");
    return one(429, "body", "too much is being sent at once; try again", "limit", retry);
  }

  static Answer tooManyAnswers() {
    Answer.Header retry = new Answer.Header("Retry-After", "1");
    String msg = "too many long answers are on their way, this one would be too much; try again";
    return one(429, "path", msg, "limit", retry);
  }

  static Answer tooManyPages() {
    Answer.Header retry = new Answer.Header("Retry-After", "1");
    String msg = PageSlots.MOST + " pages are being made or sent already; try again";
    return one(429, "path", msg, "limit", retry);
  }

  static Answer timeout() {
    return one(408, "body", "the body took too long", "timeout");
  }

  /** {@return the answer to what is no proper HTTP, or not HTTP as we speak it} */
  static Answer badRequest(int status, String msg) {
    return one(status, "request", msg, "http");
  }

  /** {@return the answer when the service itself fails; no bytes of a request may lead here} */
  static Answer failed(String msg) {
    return one(500, "service", msg, "failure");
  }

  private static Answer one(
      int status, String where, String msg, String type, Answer.Header... headers) {
    return answer(status, List.of(new Fault(List.of(where), msg, type))).with(List.of(headers));
  }

  private static Answer answer(int status, List<Fault> faults) {
    try {
      return Answer.of(status, MAPPER.writeValueAsString(new Detail(faults)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object shortened(Object step) {
    return step instanceof String text ? cut(text) : step;
  }

  /** {@return the text or, if it is long, its beginning} */
  static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
