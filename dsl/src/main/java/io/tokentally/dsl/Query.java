package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.ValidationException;
import io.tokentally.dsl.eval.CallFields;
import io.tokentally.dsl.eval.Compiler;
import io.tokentally.dsl.eval.UnmeetableConditions;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonText;
import io.tokentally.value.JsonValues;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query: one operation that a record matches or does not. Immutable and thread-safe.
 *
 * <p>It is read from JSON, or built so that the Java reads like the query:
 *
 * <pre>{@code
 * import static io.tokentally.dsl.Query.*;
 *
 * Query slow = where(and(
 *     field("op_name").contains("chat"),
 *     not(field("summary.weave.latency_ms").lt(2_000))));
 * Predicate<Call> isSlow = slow.forCalls();
 * }</pre>
 *
 * @param expr the operation
 */
@JsonSerialize(using = QuerySerializer.class)
@JsonDeserialize(using = QueryDeserializer.class)
public record Query(Operation expr) {

  public Query {
    requireNonNull(expr, "expr");
  }

  /** {@return a query for the operation} */
  public static Query where(Operation expr) {
    return new Query(expr);
  }

  /** {@return {@code $getField}: the field at the path, which {@link FieldPath#parse} reads} */
  public static Operand.GetField field(String path) {
    return new Operand.GetField(path);
  }

  /**
   * {@return {@code $getField}: the field at the path of these keys, dots inside them and all}
   *
   * @throws IllegalArgumentException if no path can be written for the keys
   */
  public static Operand.GetField fieldAt(String first, String... rest) {
    return new Operand.GetField(FieldPath.of(first, rest).toString());
  }

  /** {@return {@code $literal}: the constant} {@link Operand.Literal} says what it may be. */
  public static Operand.Literal literal(@Nullable Object value) {
    return new Operand.Literal(value);
  }

  /** {@return {@code $and}: true when every condition is} */
  public static Operation and(Operand... conditions) {
    return new Operation.And(List.of(conditions));
  }

  /** {@return {@code $and}: true when every condition is} */
  public static Operation and(Collection<? extends Operand> conditions) {
    return new Operation.And(List.copyOf(conditions));
  }

  /** {@return {@code $or}: true when some condition is} */
  public static Operation or(Operand... conditions) {
    return new Operation.Or(List.of(conditions));
  }

  /** {@return {@code $or}: true when some condition is} */
  public static Operation or(Collection<? extends Operand> conditions) {
    return new Operation.Or(List.copyOf(conditions));
  }

  /** {@return {@code $not}: true when the condition is not} */
  public static Operation not(Operand condition) {
    return new Operation.Not(condition);
  }

  /**
   * {@return the query that the JSON holds}
   *
   * @throws ValidationException if it holds none, with every error and its path
   */
  public static Query parse(String json) {
    return parse(json, QueryLimits.DEFAULT);
  }

  /**
   * {@return the query that the JSON holds}
   *
   * @param limits how big it may be
   * @throws ValidationException if it holds none, with every error and its path
   */
  public static Query parse(String json, QueryLimits limits) {
    return new Query(QueryReader.parse(json, null, requireNonNull(limits, "limits")));
  }

  /**
   * {@return the query that a document holds, as maps, lists, strings, numbers and booleans}
   *
   * @throws ValidationException if it holds none, with every error and its path
   * @throws IllegalArgumentException if something in it is no JSON value
   */
  public static Query of(@Nullable Object document) {
    return new Query(
        QueryReader.read(
            JsonValues.freeze(document), new ErrorCollector(), null, QueryLimits.DEFAULT));
  }

  /**
   * {@return the query that the text holds, in the form that {@link #toString} writes and people
   * type}
   *
   * <pre>{@code
   * op_name contains "chat" and summary.weave.latency_ms > 2000
   * }</pre>
   *
   * <p>Docs/query-text.md says what the form is. It reads back whatever {@link #toString} writes of
   * a query within the default limits.
   *
   * @throws ValidationException if it holds none; each error names its column, and what was
   *     expected there
   */
  public static Query parseText(String text) {
    return parseText(text, QueryLimits.DEFAULT);
  }

  /**
   * {@return as {@link #parseText(String)}, within other limits}
   *
   * @param limits how big it may be
   * @throws ValidationException as there
   */
  public static Query parseText(String text, QueryLimits limits) {
    return new Query(QueryTextReader.parse(text, null, requireNonNull(limits, "limits")));
  }

  /**
   * {@return the query that somebody typed: JSON if it begins with a brace, else text} Fields that
   * records do not have are reported together with what else is wrong, which {@link #compile} alone
   * cannot do.
   *
   * @param fields finds the fields of the records that it will be asked of
   * @throws ValidationException if it holds no query, or one with unknown fields, with every error
   */
  public static Query parseTyped(String typed, FieldResolver<?> fields) {
    requireNonNull(fields, "fields");
    return new Query(
        typed.stripLeading().startsWith("{")
            ? QueryReader.parse(typed, fields, QueryLimits.DEFAULT)
            : QueryTextReader.parse(typed, fields, QueryLimits.DEFAULT));
  }

  /**
   * {@return the query as JSON; reading it gives an equal query}
   *
   * @throws ValidationException if the query exceeds the default limits
   */
  public String toJson() {
    return JsonText.of(QueryWriter.toPlain(expr));
  }

  /**
   * {@return the query as a condition on calls, thread-safe, which throws for null alone}
   *
   * @throws ValidationException as {@link #compile}
   */
  public Predicate<Call> forCalls() {
    return compile(FieldResolver.calls());
  }

  /**
   * {@return the query as a condition on calls, with the meaning of a dialect}
   *
   * @throws ValidationException as {@link #compile}
   */
  public Predicate<Call> forCalls(Dialect dialect) {
    return compile(FieldResolver.calls(), dialect);
  }

  /**
   * {@return the columns of calls that the query reads, by their names in JSON, sorted and
   * unmodifiable} For a computed field, such as {@code summary.weave.status}, those that it is
   * computed from. {@link io.tokentally.CallReader#forRollup} wants them named.
   *
   * @throws ValidationException as {@link #compile}
   */
  public NavigableSet<String> columns() {
    NavigableSet<String> columns = new TreeSet<>();
    compile(CallFields.telling(columns::add));
    return Collections.unmodifiableNavigableSet(columns);
  }

  /**
   * {@return what of the query no call can meet} Such a condition is no error, and most often a
   * mistake: a date in milliseconds, a string that is no date, an empty {@code $in}, the name of a
   * model with dots that are not escaped. Docs/semantics.md rule 61, by the rules of STANDARD.
   *
   * @throws ValidationException as {@link #compile}
   */
  public List<QueryWarning> warnings() {
    return warnings(FieldResolver.calls());
  }

  /**
   * {@return what of the query no record can meet}
   *
   * @param fields finds the fields of a record
   * @throws ValidationException as {@link #compile}
   */
  public <T> List<QueryWarning> warnings(FieldResolver<T> fields) {
    compile(fields);
    return UnmeetableConditions.of(expr, fields);
  }

  /**
   * {@return the query as a condition on JSON documents, where every path is allowed} Read
   * documents with {@link io.tokentally.TokentallyMapper}, or numbers lose digits before they are
   * compared.
   *
   * @throws ValidationException as {@link #compile}
   */
  public Predicate<JsonNode> forJson() {
    return compile(FieldResolver.json());
  }

  /**
   * {@return the query as a condition on maps, where every path is allowed} Values may be of every
   * type that {@link ColumnResolver.Builder} lists; anything else it rejects with an {@link
   * IllegalArgumentException}.
   *
   * @throws ValidationException as {@link #compile}
   */
  public Predicate<Map<String, ?>> forMaps() {
    return compile(FieldResolver.maps());
  }

  /**
   * {@return the query as a condition on records, thread-safe} Do it once: paths are split, fields
   * found and constants prepared here. The condition never throws, as long as the record is not
   * null, the functions that read it do not throw, and what they give is of a type that {@link
   * ColumnResolver.Builder} lists; it throws an {@link IllegalArgumentException} where it is not.
   *
   * @param fields finds the fields of a record
   * @throws ValidationException if a field is unknown, {@code $and} or {@code $or} has no operand,
   *     or the query exceeds the default limits; with every error and its path
   */
  public <T> Predicate<T> compile(FieldResolver<T> fields) {
    return compile(fields, Dialect.STANDARD);
  }

  /**
   * {@return as {@link #compile(FieldResolver)}, with the meaning of a dialect}
   *
   * @param fields finds the fields of a record
   * @param dialect what the nodes mean
   * @throws ValidationException as there, and for what the dialect cannot evaluate
   */
  public <T> Predicate<T> compile(FieldResolver<T> fields, Dialect dialect) {
    return compile(fields, dialect, QueryLimits.DEFAULT);
  }

  /**
   * {@return as {@link #compile(FieldResolver, Dialect)}, within other limits}
   *
   * @param fields finds the fields of a record
   * @param dialect what the nodes mean
   * @param limits how big the query may be
   * @throws ValidationException as there
   */
  public <T> Predicate<T> compile(FieldResolver<T> fields, Dialect dialect, QueryLimits limits) {
    requireNonNull(fields, "fields");
    requireNonNull(dialect, "dialect");
    requireNonNull(limits, "limits");
    TreeSize.check(expr, limits);
    return Compiler.compile(expr, fields, dialect.rules(fields));
  }

  /**
   * {@return why a call matches or does not: what every node comes to}
   *
   * @throws ValidationException as {@link #compile}
   */
  public Explanation explain(Call call) {
    return explain(call, Dialect.STANDARD);
  }

  /**
   * {@return as {@link #explain(Call)}, with the meaning of a dialect}
   *
   * @throws ValidationException as {@link #compile}
   */
  public Explanation explain(Call call, Dialect dialect) {
    return explain(call, FieldResolver.calls(), dialect);
  }

  /**
   * {@return why a record matches or does not: what every node comes to}
   *
   * @param record the record
   * @param fields finds its fields
   * @param dialect what the nodes mean
   * @throws ValidationException as {@link #compile}
   */
  public <T> Explanation explain(T record, FieldResolver<T> fields, Dialect dialect) {
    requireNonNull(fields, "fields");
    requireNonNull(dialect, "dialect");
    TreeSize.check(expr, QueryLimits.DEFAULT);
    return Compiler.explain(expr, fields, dialect.rules(fields), record);
  }

  /**
   * {@return the query in text form, which {@link #parseText} reads; a part of it where it exceeds
   * the default limits}
   */
  @Override
  public String toString() {
    return QueryText.of(expr);
  }
}
