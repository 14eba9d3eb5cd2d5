package io.tokentally.report;

import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.Retries;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.CallTitles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls that failed and whose usage counts.
 *
 * @param failed all of them
 * @param retried those that were made again with success, as far as the trace shows it
 */
public record Failures(List<CallKey> failed, List<CallKey> retried) {

  /**
   * {@return those of a report}
   *
   * @param retries of the calls of the report
   */
  public static Failures of(UsageReport report, Retries retries) {
    return new Failures(report.failedCalls(), retries.in(report));
  }

  /** {@return what each of them is called, and whether it was retried} */
  public List<String> titles() {
    CallTitles titles = new CallTitles(failed);
    Set<CallKey> again = new HashSet<>(retried);
    return failed.stream()
        .map(call -> titles.of(call) + (again.contains(call) ? " (retried)" : ""))
        .toList();
  }
}
