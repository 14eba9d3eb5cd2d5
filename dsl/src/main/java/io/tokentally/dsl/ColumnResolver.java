package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of records with a fixed set of columns. Any other column is rejected, and so is a path
 * below a column that has nothing below it (docs/semantics.md rules 10 and 11). Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * FieldResolver<Span> spans = ColumnResolver.<Span>of("spans")
 *     .text("name", Span::name)
 *     .date("started_at", Span::start)
 *     .json("attributes", Span::attributes)
 *     .build();
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class ColumnResolver<T> implements FieldResolver<T> {

  private record Column<T>(Kind kind, Function<? super T, ? extends @Nullable Object> read) {}

  private final String records;
  private final Map<String, Column<T>> columns;
  private final Map<FieldPath, Function<? super T, ? extends @Nullable Object>> computed;

  private ColumnResolver(Builder<T> builder) {
    this.records = builder.records;
    this.columns = new LinkedHashMap<>(builder.columns);
    this.computed = new LinkedHashMap<>(builder.computed);
  }

  /**
   * {@return a builder of a resolver}
   *
   * @param records what the records are called in messages, in the plural
   */
  public static <T> Builder<T> of(String records) {
    return new Builder<>(records);
  }

  @Override
  public Field<T> resolve(FieldPath path) {
    Function<? super T, ? extends @Nullable Object> read = computed.get(path);
    if (read != null) {
      return new Field<>(Kind.TEXT, read, List.of());
    }
    for (FieldPath field : computed.keySet()) {
      List<String> name = field.parts();
      List<String> prefix = name.subList(0, name.size() - 1);
      boolean beside = !prefix.isEmpty() && path.parts().size() >= name.size();
      if (startsWith(path.parts(), name) || (beside && startsWith(path.parts(), prefix))) {
        throw unknown(path, "computed fields: " + names(computed.keySet().stream()));
      }
    }
    Column<T> column = columns.get(path.column());
    if (column == null) {
      throw unknown(path, "columns: " + names(columns.keySet().stream().map(FieldPath::of)));
    }
    boolean scalar =
        column.kind == Kind.TEXT || column.kind == Kind.NUMBER || column.kind == Kind.DATE;
    if (scalar && !path.below().isEmpty()) {
      throw unknown(path, "nothing lies below the column " + path.column());
    }
    return new Field<>(column.kind, column.read, path.below());
  }

  private static boolean startsWith(List<String> parts, List<String> prefix) {
    return parts.size() >= prefix.size() && parts.subList(0, prefix.size()).equals(prefix);
  }

  private static String names(Stream<FieldPath> paths) {
    return paths.map(FieldPath::toString).collect(Collectors.joining(", "));
  }

  private UnknownFieldException unknown(FieldPath path, String known) {
    return new UnknownFieldException(
        "no such field on " + records + ": \"" + path + "\"; " + known);
  }

  /**
   * Builds a {@link ColumnResolver}. Not thread-safe. Each method lists what its function may give;
   * the function must be thread-safe and never throw. A dot inside the name of a column is written
   * {@code \.} in a path, as {@link Query#fieldAt} does. Every method rejects a name that there is
   * already, with an {@link IllegalArgumentException}.
   *
   * @param <T> the type of the records
   */
  public static final class Builder<T> {

    private final String records;
    private final Map<String, Column<T>> columns = new LinkedHashMap<>();
    private final Map<FieldPath, Function<? super T, ? extends @Nullable Object>> computed =
        new LinkedHashMap<>();

    private Builder(String records) {
      this.records = requireNonNull(records, "records");
    }

    /**
     * Adds a column of text or booleans.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> text(String name, Function<? super T, ? extends @Nullable Object> read) {
      return column(Kind.TEXT, name, read);
    }

    /**
     * Adds a column of numbers.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> number(String name, Function<? super T, ? extends @Nullable Object> read) {
      return column(Kind.NUMBER, name, read);
    }

    /**
     * Adds a column of timestamps.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> date(String name, Function<? super T, ? extends @Nullable Object> read) {
      return column(Kind.DATE, name, read);
    }

    /**
     * Adds a column of lists of strings; an index may follow it in a path.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> list(String name, Function<? super T, ? extends @Nullable Object> read) {
      return column(Kind.LIST, name, read);
    }

    /**
     * Adds a column of JSON; any path may follow it.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> json(String name, Function<? super T, ? extends @Nullable Object> read) {
      return column(Kind.JSON, name, read);
    }

    /**
     * Adds a field that stands at exactly this path; nothing else may stand beside or below it.
     *
     * <p>It may give null, {@link Boolean}, any {@link Number}; {@link CharSequence}, {@link
     * Character}, {@code char[]}; an enum, by its name; a timestamp ({@link java.time.Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime}, {@code LocalDateTime} and {@code LocalDate} in
     * UTC, {@code Date}, {@code Calendar}); {@link java.time.Duration}, as a number of seconds;
     * {@code Year}, as a number; {@code LocalTime}, {@code OffsetTime}, {@code YearMonth}, {@code
     * MonthDay}, {@code Period}, {@link java.util.UUID}, {@code URI}, {@code URL}, {@code Path},
     * {@code File}, {@code Currency}, {@code ZoneId}, as the strings that they print; {@link
     * java.util.Locale}, as its language tag; {@code byte[]}, as Base64; {@link java.util.Optional}
     * and its kin, {@code AtomicBoolean}, {@code AtomicReference}, as what they hold; any {@link
     * java.util.Collection} or array, as a list; {@link java.util.Map}; a record, as an object of
     * its components; Jackson's {@code JsonNode}. Anything else, the condition rejects with an
     * {@link IllegalArgumentException} at the first such value.
     */
    public Builder<T> computed(String path, Function<? super T, ? extends @Nullable Object> read) {
      FieldPath name = FieldPath.parse(path);
      checkNew(name);
      computed.put(name, requireNonNull(read, "read"));
      return this;
    }

    private Builder<T> column(
        Kind kind, String name, Function<? super T, ? extends @Nullable Object> read) {
      checkNew(FieldPath.of(name));
      columns.put(name, new Column<>(kind, requireNonNull(read, "read")));
      return this;
    }

    private void checkNew(FieldPath name) {
      boolean column = name.below().isEmpty() && columns.containsKey(name.column());
      if (column || computed.containsKey(name)) {
        throw new IllegalArgumentException(
            "expected each field of " + records + " once, found \"" + name + "\" twice");
      }
    }

    /** {@return the resolver} */
    public ColumnResolver<T> build() {
      return new ColumnResolver<>(this);
    }
  }
}
