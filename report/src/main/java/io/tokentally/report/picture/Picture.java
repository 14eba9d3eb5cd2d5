package io.tokentally.report.picture;

import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.report.PictureCall;
import io.tokentally.report.Report;
import io.tokentally.report.ReportSource;
import io.tokentally.report.SkippedRecords;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as it is to be drawn. {@link HtmlPage}, {@link FoldedStacks} and {@link SpeedscopeFile}
 * write it.
 *
 * @param title what the calls are, in a few words
 * @param span how many calls of what time they are; may be empty
 * @param remarks what a reader has to know before trusting the figures, a sentence each
 * @param basis what was read, how it was reckoned, and at which prices, a line each
 * @param calls all calls that the report was made of; those that it is not about are left out
 * @param usage the report
 * @param skipped the records that were left out of it as bad
 * @param breakdown by what its cost is shown, besides models
 */
public record Picture(
    String title,
    String span,
    List<String> remarks,
    List<String> basis,
    List<PictureCall> calls,
    UsageReport usage,
    SkippedRecords skipped,
    Breakdown breakdown) {

  public Picture {
    remarks = List.copyOf(remarks);
    basis = List.copyOf(basis);
    calls = List.copyOf(calls);
  }

  /** A report, by operation and in UTC. */
  public Picture(
      String title,
      String span,
      List<String> remarks,
      List<String> basis,
      List<PictureCall> calls,
      UsageReport usage,
      SkippedRecords skipped) {
    this(title, span, remarks, basis, calls, usage, skipped, Breakdown.BY_OPERATION);
  }

  /** {@return what there is to draw of a report} */
  public static Picture of(Report report) {
    return of(report, Breakdown.BY_OPERATION);
  }

  /** {@return what there is to draw of a report} */
  static Picture of(Report report, Breakdown breakdown) {
    List<String> remarks = new ArrayList<>(report.remarks());
    if (report.options().usageScope() == UsageScope.INCLUSIVE) {
      remarks.add(
          "A call counts with what its own summary says; where the calls below it add up to more,"
              + " they are narrowed to fit.");
    }
    ReportSource source = report.source();
    List<String> basis = new ArrayList<>(report.summary());
    basis.addAll(report.hints());
    return new Picture(
        "Usage and cost of " + source.title(),
        source.summary(),
        remarks,
        basis,
        source.calls(),
        report.usage(),
        source.skipped(),
        breakdown);
  }

  /** {@return whether all usage counted and has a price, and no record was left out as bad} */
  boolean isComplete() {
    return usage.isComplete() && skipped.count() == 0;
  }

  CallTree tree() {
    return CallTree.of(calls, usage);
  }
}
