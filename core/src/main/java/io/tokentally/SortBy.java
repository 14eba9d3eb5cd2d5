package io.tokentally;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One key of an order: a field and a direction (docs/semantics.md rule 48).
 *
 * @param field the path of the field, as {@link FieldPath} reads it
 * @param direction which way; what is null comes last in both
 */
public record SortBy(String field, Direction direction) {

  public SortBy {
    requireNonNull(field, "field");
    requireNonNull(direction, "direction");
  }

  /** {@return ascending by the field} */
  public static SortBy asc(String field) {
    return new SortBy(field, Direction.ASC);
  }

  /** {@return descending by the field} */
  public static SortBy desc(String field) {
    return new SortBy(field, Direction.DESC);
  }

  /** Which way to sort. On the wire {@code asc} and {@code desc}. */
  public enum Direction {
    /** The least first. */
    ASC,
    /** The greatest first. */
    DESC;

    /** {@return the name on the wire} */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Direction ofWireName(String wireName) {
      for (Direction direction : values()) {
        if (direction.wireName().equals(wireName)) {
          return direction;
        }
      }
      throw new IllegalArgumentException("expected asc or desc, found " + wireName);
    }
  }
}
