package io.tokentally.assertj;

import io.tokentally.Call;
import io.tokentally.dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on some calls. A failure names the first calls that are not as expected. Of no calls
 * nothing holds but {@link #hasNoCalls}: mostly they went somewhere else.
 */
public final class CallsAssert extends AbstractAssert<CallsAssert, Iterable<Call>> {

  private static final int MOST = 5;

  CallsAssert(@Nullable Iterable<Call> actual) {
    super(actual, CallsAssert.class);
  }

  /** Checks that there are none. */
  public CallsAssert hasNoCalls() {
    isNotNull();
    List<Call> all = new ArrayList<>();
    actual.forEach(all::add);
    if (!all.isEmpty()) {
      String ids = all.stream().limit(MOST).map(Call::id).collect(Collectors.joining(", "));
      throw failure("%s", "expected no calls, found %d: %s".formatted(all.size(), ids));
    }
    return this;
  }

  /** Checks that the query matches every call. */
  public CallsAssert allMatch(Query query) {
    List<Call> others = calls(query.forCalls().negate());
    if (!others.isEmpty()) {
      throw failure(
          "%s", "expected all calls to match %s\n%s".formatted(query, why(others, query)));
    }
    return this;
  }

  /** Checks that the query matches at least one call. */
  public CallsAssert anyMatch(Query query) {
    if (calls(query.forCalls()).isEmpty()) {
      List<Call> all = calls(call -> true);
      throw failure(
          "%s",
          "expected one of %d calls to match %s\n%s".formatted(all.size(), query, why(all, query)));
    }
    return this;
  }

  /** Checks that the query matches no call. */
  public CallsAssert noneMatch(Query query) {
    List<Call> matching = calls(query.forCalls());
    if (!matching.isEmpty()) {
      throw failure(
          "%s", "expected no call to match %s\n%s".formatted(query, why(matching, query)));
    }
    return this;
  }

  private List<Call> calls(Predicate<Call> picked) {
    isNotNull();
    List<Call> calls = new ArrayList<>();
    boolean any = false;
    for (Call call : actual) {
      any = true;
      if (picked.test(call)) {
        calls.add(call);
      }
    }
    if (!any) {
      throw failure(
          "%s", "expected calls, found none; say hasNoCalls() where there are to be none");
    }
    return calls;
  }

  private static String why(List<Call> calls, Query query) {
    String more = calls.size() > MOST ? "\nand %d more".formatted(calls.size() - MOST) : "";
    return calls.stream()
        .limit(MOST)
        .map(call -> "\ncall %s:\n%s".formatted(call.id(), Why.of(query, call)))
        .collect(Collectors.joining("\n", "", more));
  }
}
