package io.tokentally.assertj;

import io.tokentally.Call;
import io.tokentally.dsl.Query;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a call. A failure prints what each part of the query came to. Not thread-safe. */
public final class CallAssert extends AbstractAssert<CallAssert, Call> {

  CallAssert(@Nullable Call actual) {
    super(actual, CallAssert.class);
  }

  /** Checks that the query matches the call. */
  public CallAssert matches(Query query) {
    return check(query, true);
  }

  /** Checks that the query does not match the call. */
  public CallAssert doesNotMatch(Query query) {
    return check(query, false);
  }

  private CallAssert check(Query query, boolean expected) {
    isNotNull();
    if (query.forCalls().test(actual) != expected) {
      throw failure(
          "%s",
          "expected call %s %sto match %s\n\n%s"
              .formatted(actual.id(), expected ? "" : "not ", query, Why.of(query, actual)));
    }
    return this;
  }
}
