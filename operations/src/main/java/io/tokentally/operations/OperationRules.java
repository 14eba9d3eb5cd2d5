package io.tokentally.operations;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.SortBy.Direction;
import io.tokentally.aggregation.rollup.Limit;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests are read and answered: one implementation per dialect. */
interface OperationRules {

  /** {@return the rules of a dialect} */
  static OperationRules of(Dialect dialect) {
    return switch (dialect) {
      case STANDARD -> StandardOperationRules.INSTANCE;
      case WEAVE -> WeaveOperationRules.CALLS_COMPLETE;
      case WEAVE_CALLS_MERGED -> WeaveOperationRules.CALLS_MERGED;
    };
  }

  /** {@return the JSON of a request of {@code /cost/create} in the contract's own form} */
  String costCreate(String json);

  /** {@return whether {@code /cost/create} rejects a request without a user} */
  boolean requiresUser();

  /** {@return whether a {@code /cost/query} with a query sees every project's rows} */
  boolean queriesAllProjects();

  /**
   * {@return whether {@code /cost/query} accepts every column of a price row and {@code count(*)}
   * as a field, although the answer has no place for them}
   */
  boolean acceptsUnansweredFields();

  /** {@return whether {@code /cost/purge} takes only queries that name rows by id} */
  boolean purgesByIdAlone();

  /** {@return whether {@code /trace/usage} sums up the picked calls alone, not those below them} */
  boolean sumsPickedAlone();

  /** {@return what the limit of a request for usage bounds} */
  Limit limit(long most);

  /**
   * {@return what stands for null where calls are stored, in the columns of text that a filter
   * reads and that can be null}
   */
  @Nullable String storedForNull();

  /**
   * {@return what records are sorted by for one key}
   *
   * @throws io.tokentally.dsl.UnknownFieldException if nothing can be sorted by it
   */
  <T> List<SortTerm<T>> terms(FieldPath path, Field<T> field, Direction direction);

  /** {@return the keys that calls are sorted by: those asked for, and what decides ties} */
  List<SortBy> callKeys(List<SortBy> asked);

  /** {@return the keys that price rows are sorted by} */
  List<SortBy> priceKeys(List<SortBy> asked);

  /** {@return a page of calls} */
  Paging pageOfCalls(@Nullable Long limit, @Nullable Long offset, Loc at, ErrorCollector faults);
}
