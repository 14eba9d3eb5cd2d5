package io.tokentally;

import io.tokentally.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rejects a document, a query or a set of calls, with every error that was found. {@link #toJson()}
 * is the body of the contract's 422 answer.
 */
public class ValidationException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int FAULTS_IN_MESSAGE = 20;

  @SuppressWarnings("serial") // a copy, which can be serialised as its elements can
  private final List<ValidationError> errors;

  /**
   * @param errors the errors, in document order; at least one
   */
  public ValidationException(List<ValidationError> errors) {
    super(message(errors));
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("expected at least one error");
    }
    this.errors = List.copyOf(errors);
  }

  /** {@return the errors, in document order; never empty} */
  public List<ValidationError> errors() {
    return errors;
  }

  /** {@return the contract's 422 body: <code>{"detail":[{"loc":…,"msg":…,"type":…}]}</code>} */
  public String toJson() {
    List<Object> detail = new ArrayList<>();
    for (ValidationError error : errors) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("loc", error.loc());
      entry.put("msg", error.msg());
      entry.put("type", error.type().wireName());
      detail.add(entry);
    }
    return JsonText.of(Map.of("detail", detail));
  }

  /**
   * {@return the same exception seen from further out: every path begins with the given step}
   *
   * @param step a key
   */
  public ValidationException within(String step) {
    List<ValidationError> moved = new ArrayList<>();
    for (ValidationError error : errors) {
      List<Object> loc = new ArrayList<>();
      loc.add(step);
      loc.addAll(error.loc());
      moved.add(new ValidationError(loc, error.msg(), error.type()));
    }
    return new ValidationException(moved);
  }

  private static String message(List<ValidationError> errors) {
    String shown =
        errors.stream()
            .limit(FAULTS_IN_MESSAGE)
            .map(ValidationError::toString)
            .collect(Collectors.joining("; "));
    int more = errors.size() - FAULTS_IN_MESSAGE;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
