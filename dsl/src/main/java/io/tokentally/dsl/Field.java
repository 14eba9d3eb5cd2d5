package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record as a query reads it: a column, and for a column of JSON the path below it.
 *
 * @param <T> the type of the records
 * @param kind what the column holds
 * @param column reads the column; it must be thread-safe, never throw, and give values of the types
 *     that {@link ColumnResolver.Builder} lists
 * @param below the keys below the column, empty for the column itself
 */
public record Field<T>(
    Kind kind, Function<? super T, ? extends @Nullable Object> column, List<String> below) {

  public Field {
    requireNonNull(kind, "kind");
    requireNonNull(column, "column");
    below = List.copyOf(below);
  }

  /** What a column holds. */
  public enum Kind {
    /** Text or a boolean; computed fields of whichever kind, too. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A timestamp. */
    DATE,
    /** A list of strings. */
    LIST,
    /** Any JSON, with paths below it. */
    JSON
  }
}
