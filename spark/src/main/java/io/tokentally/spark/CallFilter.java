package io.tokentally.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import io.tokentally.spark.query.CallPredicate;
import io.tokentally.spark.query.FilterSplit;
import io.tokentally.spark.query.QueryColumns;
import io.tokentally.spark.rows.CallFrame;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A query as a condition on datasets of calls: it is true for the rows whose calls match {@link
 * Query#forCalls(Dialect)}, and for no others. Immutable and thread-safe.
 *
 * <p>What Spark's own expressions say exactly is given to Spark, which can take it to the files;
 * the module's README tells what that is. The rest is one function of the columns that it needs.
 *
 * <pre>{@code
 * CallFilter slow = CallFilter.of(Query.where(field("summary.weave.latency_ms").gt(2_000)));
 * Dataset<Row> slowCalls = slow.apply(spark.read().parquet("calls"));
 * }</pre>
 */
public final class CallFilter {

  private final Query query;
  private final Dialect dialect;

  private CallFilter(Query query, Dialect dialect) {
    this.query = query;
    this.dialect = dialect;
  }

  /**
   * {@return the query as a filter}
   *
   * @throws io.tokentally.ValidationException if the query cannot be compiled, as {@link
   *     Query#forCalls()}
   */
  public static CallFilter of(Query query) {
    return of(query, Dialect.STANDARD);
  }

  /**
   * {@return the query as a filter, with the meaning of a dialect}
   *
   * @throws io.tokentally.ValidationException if the query cannot be compiled, as {@link
   *     Query#forCalls(Dialect)}
   */
  public static CallFilter of(Query query, Dialect dialect) {
    requireNonNull(query, "query").forCalls(requireNonNull(dialect, "dialect"));
    return new CallFilter(query, dialect);
  }

  /**
   * {@return the condition over datasets with that schema: true or false for every row, never null}
   *
   * @throws io.tokentally.ValidationException if a column of calls has a type that it cannot have
   *     or is there twice, or the id is missing; with every error
   */
  public Column on(StructType schema) {
    CallFrame frame = new CallFrame(schema);
    FilterSplit.Parts parts = FilterSplit.of(query, dialect, frame);
    Column known = parts.spark() == null ? lit(true) : parts.spark();
    return parts.rest() == null ? known : known.and(evaluated(parts.rest(), frame));
  }

  private Column evaluated(Operand rest, CallFrame frame) {
    Query condition = new Query(rest instanceof Operation operation ? operation : Query.and(rest));
    List<CallColumn> columns = QueryColumns.of(rest).stream().filter(frame::has).toList();
    return udf(new CallPredicate(condition, dialect, columns), DataTypes.BooleanType)
        .asNonNullable()
        .apply(frame.prepared(columns));
  }

  /**
   * {@return the calls that match, with all their columns}
   *
   * @throws io.tokentally.ValidationException as {@link #on}
   */
  public Dataset<Row> apply(Dataset<Row> calls) {
    return calls.filter(on(calls.schema()));
  }

  /** {@return the columns of calls that the query reads} */
  Set<CallColumn> columns() {
    return QueryColumns.of(query.expr());
  }
}
