package io.tokentally.operations;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.SortBy.Direction;
import io.tokentally.aggregation.rollup.Limit;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The STANDARD dialect: docs/semantics.md sections 9 and 10. */
enum StandardOperationRules implements OperationRules {
  INSTANCE;

  @Override
  public String costCreate(String json) {
    return json;
  }

  @Override
  public boolean requiresUser() {
    return false;
  }

  @Override
  public boolean queriesAllProjects() {
    return false;
  }

  @Override
  public boolean acceptsUnansweredFields() {
    return false;
  }

  @Override
  public boolean purgesByIdAlone() {
    return false;
  }

  @Override
  public boolean sumsPickedAlone() {
    return false;
  }

  @Override
  public Limit limit(long most) {
    return Limit.allCalls(most);
  }

  @Override
  public @Nullable String storedForNull() {
    return null;
  }

  @Override
  public <T> List<SortTerm<T>> terms(FieldPath path, Field<T> field, Direction direction) {
    return SortTerm.standard(field, direction);
  }

  /** {@inheritDoc} docs/semantics.md rule 48. */
  @Override
  public List<SortBy> callKeys(List<SortBy> asked) {
    return thenById(asked);
  }

  @Override
  public List<SortBy> priceKeys(List<SortBy> asked) {
    return thenById(asked);
  }

  private static List<SortBy> thenById(List<SortBy> asked) {
    List<SortBy> keys = new ArrayList<>(asked);
    keys.add(SortBy.asc("id"));
    return keys;
  }

  @Override
  public Paging pageOfCalls(
      @Nullable Long limit, @Nullable Long offset, Loc at, ErrorCollector faults) {
    return Paging.of(limit, offset, at, faults);
  }
}
