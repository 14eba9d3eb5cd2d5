package io.tokentally.operations;

import io.tokentally.Call;
import io.tokentally.SortBy;
import io.tokentally.ValueStyle;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which calls, in which order: a filter, a query, sorting and paging, each optional. Immutable and
 * thread-safe.
 */
@Value.Immutable
@ValueStyle
public sealed interface CallSelection permits ImmutableCallSelection {

  /** {@return a condition by ids and names; null for none} */
  @Nullable CallsFilter filter();

  /** {@return a condition by a query; null for none} */
  @Nullable Query query();

  /**
   * {@return the order, ties by id; null for by start, then id; an empty list keeps the order
   * given}
   */
  @Nullable List<SortBy> sortBy();

  /** {@return the greatest number of calls, 0 for none; null for all} */
  @Nullable Long limit();

  /** {@return how many calls to leave out at the start; null for none} */
  @Nullable Long offset();

  /**
   * {@return the rules of the query, of sorting and of paging; {@link Dialect#STANDARD} unless set}
   * In {@link Dialect#WEAVE} a limit or offset of 0 or less is none.
   */
  @Value.Default
  default Dialect dialect() {
    return Dialect.STANDARD;
  }

  /**
   * {@return the filter and the query as one condition}
   *
   * @throws io.tokentally.ValidationException with every error: too long a list in the filter, and
   *     what compiling a query rejects
   */
  default Predicate<Call> toPredicate() {
    Faults faults = new Faults();
    Predicate<Call> condition = Conditions.of(filter(), query(), dialect(), Loc.ROOT, faults);
    faults.throwIfAny();
    return condition;
  }

  /**
   * {@return the calls that are selected, in order}
   *
   * @throws io.tokentally.ValidationException with every error: as {@link #toPredicate}, a field to
   *     sort by that calls lack, a negative limit or offset
   */
  default List<Call> from(Collection<Call> calls) {
    Faults faults = new Faults();
    Predicate<Call> condition = Conditions.of(filter(), query(), dialect(), Loc.ROOT, faults);
    List<SortBy> keys = sortBy() == null ? List.of(SortBy.asc("started_at")) : sortBy();
    OperationRules rules = OperationRules.of(dialect());
    Sorting<Call> sorting = Sorting.ofCalls(keys, rules, Loc.ROOT.key("sort_by"), faults);
    Paging paging = rules.pageOfCalls(limit(), offset(), Loc.ROOT, faults);
    faults.throwIfAny();
    return paging.cut(sorting.sort(calls.stream().filter(condition).toList()));
  }

  /** {@return a builder; a selection without anything is all calls by start} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CallSelection}: a setter for each property, of the same name. All but the
   * dialect may be null. {@code build()} throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableCallSelection.Builder {
    Builder() {}
  }
}
