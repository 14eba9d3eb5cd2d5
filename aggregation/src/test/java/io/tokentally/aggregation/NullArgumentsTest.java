package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever passes null by mistake is told for which argument. */
@SuppressWarnings("NullAway") // what callers without a checker may do
class NullArgumentsTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);
  private static final UsageReport REPORT = TALLY.report(List.of());
  private static final Query QUERY = Query.where(Query.field("id").eq("a"));

  static Stream<Arguments> calls() {
    return Stream.of(
        arguments("json", of(() -> Call.parse(null))),
        arguments("json", of(() -> Query.parse(null))),
        arguments("json", of(() -> PriceTable.parse(null))),
        arguments("limits", of(() -> Query.parse("{}", null))),
        arguments("fields", of(() -> QUERY.compile(null))),
        arguments("dialect", of(() -> QUERY.compile(FieldResolver.calls(), null))),
        arguments("dialect", of(() -> QUERY.forCalls(null))),
        arguments("file", of(() -> CallReader.open(null))),
        arguments("in", of(() -> CallReader.of(null))),
        arguments("rows", of(() -> PriceTable.of(null))),
        arguments("dialect", of(() -> PriceTable.of(List.of(), null))),
        arguments("other", of(() -> PriceTable.EMPTY.orElse(null))),
        arguments("matcher", of(() -> PriceTable.EMPTY.matching(null))),
        arguments("prices", of(() -> Tally.with((PriceTable) null))),
        arguments("options", of(() -> TALLY.with((TallyOptions) null))),
        arguments("calls", of(() -> TALLY.report(null))),
        arguments("picked", of(() -> TALLY.report(List.of(), null))),
        arguments("calls", of(() -> TALLY.reportInParallel(null, call -> true))),
        arguments("picked", of(() -> TALLY.reportInParallel(List.of(), null))),
        arguments("id", of(() -> TALLY.report(List.of(new Span(null, null, null))))),
        arguments("callId", of(() -> REPORT.usage((String) null))),
        arguments("call", of(() -> REPORT.usage((CallKey) null))),
        arguments("callId", of(() -> REPORT.pricedPart((String) null))),
        arguments("call", of(() -> REPORT.pricedPart((CallKey) null))),
        arguments("callId", of(() -> REPORT.ownUsage((String) null))),
        arguments("call", of(() -> REPORT.ownUsage((CallKey) null))),
        arguments("model", of(() -> REPORT.explainTotals(null))),
        arguments("prices", of(() -> REPORT.repriced(null))),
        arguments("before", of(() -> ReportDiff.between(null, REPORT))),
        arguments("after", of(() -> ReportDiff.between(REPORT, null))));
  }

  private static ThrowingCallable of(ThrowingCallable call) {
    return call;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nullIsRefusedByName(String argument, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(argument);
  }
}
