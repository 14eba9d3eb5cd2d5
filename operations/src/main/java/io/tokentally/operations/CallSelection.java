package io.tokentally.operations;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which calls, in which order: a filter, a query, sorting and paging, each optional. Immutable and
 * thread-safe.
 *
 * <p>Components may be added in a minor release; start from {@link #ALL}.
 *
 * @param filter a condition by ids and names; null for none
 * @param query a condition by a query; null for none
 * @param sortBy the order, ties by id; null for by start, then id; an empty list keeps the order
 *     given
 * @param limit the greatest number of calls, 0 for none; null for all
 * @param offset how many calls to leave out at the start; null for none
 * @param dialect the rules of the query, of sorting and of paging; in {@link Dialect#WEAVE} a limit
 *     or offset of 0 or less is none
 */
public record CallSelection(
    @Nullable CallsFilter filter,
    @Nullable Query query,
    @Nullable List<SortBy> sortBy,
    @Nullable Long limit,
    @Nullable Long offset,
    Dialect dialect) {

  /** All calls by start. */
  public static final CallSelection ALL =
      new CallSelection(null, null, null, null, null, Dialect.STANDARD);

  public CallSelection {
    sortBy = Copies.listOrNull(sortBy, "sortBy");
    requireNonNull(dialect, "dialect");
  }

  /** {@return the selection of calls that also pass a filter} */
  public CallSelection withFilter(@Nullable CallsFilter filter) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /** {@return the selection of calls that also match a query} */
  public CallSelection withQuery(@Nullable Query query) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /** {@return the selection in another order} */
  public CallSelection withSortBy(@Nullable List<SortBy> sortBy) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /** {@return the selection of so many calls at most} */
  public CallSelection withLimit(@Nullable Long limit) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /** {@return the selection without so many calls at the start} */
  public CallSelection withOffset(@Nullable Long offset) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /** {@return the selection by the rules of a dialect} */
  public CallSelection withDialect(Dialect dialect) {
    return new CallSelection(filter, query, sortBy, limit, offset, dialect);
  }

  /**
   * {@return the filter and the query as one condition}
   *
   * @throws io.tokentally.ValidationException with every error: too long a list in the filter, and
   *     what compiling a query rejects
   */
  public Predicate<Call> toPredicate() {
    ErrorCollector faults = new ErrorCollector();
    Predicate<Call> condition = Conditions.of(filter, query, dialect, Loc.ROOT, faults);
    faults.throwIfAny();
    return condition;
  }

  /**
   * {@return the calls that are selected, in order}
   *
   * @throws io.tokentally.ValidationException with every error: as {@link #toPredicate}, a field to
   *     sort by that calls lack, a negative limit or offset
   */
  public List<Call> from(Collection<Call> calls) {
    ErrorCollector faults = new ErrorCollector();
    Predicate<Call> condition = Conditions.of(filter, query, dialect, Loc.ROOT, faults);
    List<SortBy> keys = sortBy == null ? List.of(SortBy.asc("started_at")) : sortBy;
    OperationRules rules = OperationRules.of(dialect);
    Sorting<Call> sorting = Sorting.ofCalls(keys, rules, Loc.ROOT.key("sort_by"), faults);
    Paging paging = rules.pageOfCalls(limit, offset, Loc.ROOT, faults);
    faults.throwIfAny();
    return paging.cut(sorting.sort(calls.stream().filter(condition).toList()));
  }
}
