package io.tokentally.spark.query;

import io.tokentally.Call;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import io.tokentally.spark.rows.RowCalls;
import java.util.Collection;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * Whether the call of a row matches a query. What travels to the executors is the query's JSON;
 * each task compiles it once.
 */
public final class CallPredicate implements UDF1<Row, Boolean> {

  private static final long serialVersionUID = 1;

  private final String query;
  private final Dialect dialect;
  private final RowCalls calls;
  private transient volatile @Nullable Predicate<Call> compiled;

  /**
   * A condition on rows.
   *
   * @param query can be compiled
   * @param columns what the rows have, in that order
   */
  public CallPredicate(Query query, Dialect dialect, Collection<CallColumn> columns) {
    this.query = query.toJson();
    this.dialect = dialect;
    this.calls = new RowCalls(columns);
  }

  @Override
  public Boolean call(Row row) {
    return compiled().test(calls.call(row));
  }

  /** {@return the compiled query} Two threads that ask first may both compile it: no harm done. */
  public Predicate<Call> compiled() {
    Predicate<Call> known = compiled;
    if (known == null) {
      known = Query.parse(query).forCalls(dialect);
      compiled = known;
    }
    return known;
  }
}
