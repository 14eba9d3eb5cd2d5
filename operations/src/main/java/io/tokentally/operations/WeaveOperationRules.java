package io.tokentally.operations;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.SortBy.Direction;
import io.tokentally.aggregation.rollup.Limit;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.dsl.weave.CallTable;
import io.tokentally.dsl.weave.WeaveSorting;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WEAVE dialects, one per table of calls: docs/weave.md sections 10 to 13, and 17. */
enum WeaveOperationRules implements OperationRules {
  CALLS_COMPLETE(CallTable.NEWER),
  CALLS_MERGED(CallTable.OLDER);

  private final CallTable table;

  WeaveOperationRules(CallTable table) {
    this.table = table;
  }

  @Override
  public String costCreate(String json) {
    return LaxCosts.strict(json);
  }

  @Override
  public boolean requiresUser() {
    return true;
  }

  @Override
  public boolean queriesAllProjects() {
    return true;
  }

  @Override
  public boolean acceptsUnansweredFields() {
    return true;
  }

  @Override
  public boolean purgesByIdAlone() {
    return true;
  }

  @Override
  public boolean sumsPickedAlone() {
    return true;
  }

  @Override
  public Limit limit(long most) {
    return Limit.eachTrace(most);
  }

  @Override
  public @Nullable String storedForNull() {
    return table == CallTable.NEWER ? "" : null;
  }

  @Override
  public <T> List<SortTerm<T>> terms(FieldPath path, Field<T> field, Direction direction) {
    return WeaveSorting.terms(path, field, direction, table);
  }

  @Override
  public List<SortBy> callKeys(List<SortBy> asked) {
    return WeaveSorting.withTies(asked);
  }

  @Override
  public List<SortBy> priceKeys(List<SortBy> asked) {
    return asked;
  }

  /** {@inheritDoc} A number of 0 or less is none. */
  @Override
  public Paging pageOfCalls(
      @Nullable Long limit, @Nullable Long offset, Loc at, ErrorCollector faults) {
    return new Paging(positive(limit), positive(offset));
  }

  private static @Nullable Long positive(@Nullable Long number) {
    return number != null && number > 0 ? number : null;
  }
}
