package io.tokentally.operations;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions that a request holds; every error goes to its place in the request. */
final class Conditions {

  private Conditions() {}

  /** {@return a filter and a query as one condition on calls} */
  static Predicate<Call> of(
      @Nullable CallsFilter filter,
      @Nullable Query query,
      Dialect dialect,
      Loc request,
      ErrorCollector faults) {
    Predicate<Call> byFilter =
        filter == null
            ? call -> true
            : FilterMatcher.of(filter, OperationRules.of(dialect), request.key("filter"), faults);
    return byFilter.and(of(query, FieldResolver.calls(), dialect, request, faults));
  }

  /** {@return a query as a condition on records; no query is no condition} */
  static <T> Predicate<T> of(
      @Nullable Query query,
      FieldResolver<T> fields,
      Dialect dialect,
      Loc request,
      ErrorCollector faults) {
    if (query == null) {
      return record -> true;
    }
    try {
      return query.compile(fields, dialect);
    } catch (ValidationException e) {
      faults.addAll(e, request.key("query"));
      return record -> false;
    }
  }
}
