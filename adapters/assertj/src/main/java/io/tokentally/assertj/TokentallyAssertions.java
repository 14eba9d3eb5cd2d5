package io.tokentally.assertj;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions begin. Its {@code assertThat} can be imported beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(report).isComplete().costs("0.0045").call("plan").usesOnly("gpt-4o").costsAtMost("0.02");
 * }</pre>
 *
 * <p>Costs are compared exactly, with their unit. What has no price is never 0: where a cost is not
 * known, no assertion on it holds.
 */
public final class TokentallyAssertions {

  private TokentallyAssertions() {}

  /** {@return assertions on a report: on all of it, or on one of its calls} */
  public static ReportAssert assertThat(@Nullable UsageReport actual) {
    return new ReportAssert(actual);
  }

  /** {@return assertions on the report of the calls so far, made now} */
  public static ReportAssert assertThat(@Nullable LiveRollup actual) {
    return new ReportAssert(actual == null ? null : actual.report());
  }

  /** {@return assertions on a call: which queries it matches} */
  public static CallAssert assertThat(@Nullable Call actual) {
    return new CallAssert(actual);
  }

  /**
   * {@return assertions on some calls: which of them match a query} AssertJ's own {@code
   * assertThat} takes collections, so that this has another name.
   */
  public static CallsAssert assertThatCalls(@Nullable Iterable<Call> actual) {
    return new CallsAssert(actual);
  }

  /** {@return assertions on a group of {@link UsageReport#totalsBy}} */
  public static TotalsAssert assertThat(@Nullable UsageTotals actual) {
    return new TotalsAssert(actual);
  }

  /** {@return assertions on the usage of one model} */
  public static UsageAssert assertThat(@Nullable LLMAggregatedUsage actual) {
    return new UsageAssert(actual);
  }
}
