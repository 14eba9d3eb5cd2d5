package io.tokentally;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tokentally.value.JsonValues;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One error of a document: where, what, and of which kind. The contract's {@code ValidationError}.
 *
 * @param loc the path to the error: keys ({@link String}) and list positions ({@link Integer}); it
 *     starts with {@code "body"} in the answer to a request
 * @param msg what was expected and what was found, for people
 * @param type the kind of the error, for programs
 */
public record ValidationError(List<Object> loc, String msg, Type type) implements Serializable {

  private static final int LONGEST_PART = 1_000;

  /**
   * Checks and copies the path.
   *
   * @throws IllegalArgumentException if a step of the path is neither a key nor a position
   */
  public ValidationError {
    loc = List.copyOf(loc);
    loc.forEach(ValidationError::checkStep);
    requireNonNull(msg, "msg");
    requireNonNull(type, "type");
  }

  private static void checkStep(Object step) {
    if (!(step instanceof String || step instanceof Integer)) {
      throw new IllegalArgumentException(
          "expected a String or an Integer as a step of a path, found "
              + step.getClass().getName());
    }
  }

  /**
   * The kinds of errors. On the wire each is its name in lower case. Constants may be added in a
   * minor release.
   */
  public enum Type {
    /** A required member is not there. */
    MISSING,
    /** A member that the contract does not know, where it allows none. */
    EXTRA_FORBIDDEN,
    /** A value of the wrong JSON type. */
    TYPE,
    /** A value of the right type that is not allowed. */
    VALUE,
    /** The wrong number of operands. */
    ARITY,
    /** An operator that is not part of the query language, or not allowed in its place. */
    UNKNOWN_OPERATOR,
    /** A field that the records asked about do not have. */
    UNKNOWN_FIELD,
    /** Text that is not JSON, or that writes a key twice in one object. */
    JSON,
    /** Text that is no query in text form. */
    SYNTAX,
    /** More of something than the limit allows. */
    LIMIT;

    /** {@return the name on the wire} */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Type ofWireName(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  /** {@return the error in one line: the path, then the message; long ones are cut short} */
  @Override
  public String toString() {
    String shown = JsonValues.cut(msg, LONGEST_PART);
    return loc.isEmpty() ? shown : path() + ": " + shown;
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (Object step : loc) {
      if (path.length() > LONGEST_PART) {
        break;
      }
      if (step instanceof Integer) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return JsonValues.cut(path.toString(), LONGEST_PART);
  }
}
