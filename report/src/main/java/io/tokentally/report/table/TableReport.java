package io.tokentally.report.table;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Failures;
import io.tokentally.report.Groups;
import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a report for people. */
public final class TableReport implements ReportWriter {

  private final boolean all;

  /**
   * @param all whether to show everything, however long
   */
  public TableReport(boolean all) {
    this.all = all;
  }

  @Override
  public void write(Report report, Sink to) throws IOException {
    UsageReport usage = report.usage();
    RootCalls roots = report.groups() == null ? RootCalls.of(usage) : null;
    List<String> lines = table(report, roots, to.width());
    Sections sections = new Sections(all, to.width());
    if (report.groups() != null) {
      sections.addTimes(report.groups());
    }
    Failures failures = report.failures();
    if (failures != null) {
      lines.addAll(FailedTable.lines(usage, failures, to.width()));
      sections.addCalls("Failed calls", failures.titles());
    }
    sections.addCache(usage.cacheSavings());
    sections.addUnpriced("Unpriced models", usage.unpricedModels());
    sections.addFindings("Kinds without a rate", FindingGroup.ofKinds(usage.unpricedKinds()));
    sections.addFindings("Impossible rates", FindingGroup.ofRates(usage.impossibleRates()));
    sections.addMatches(usage.pricedModels());
    sections.addFindings("Anomalies", FindingGroup.ofAnomalies(usage.anomalies()));
    sections.addFindings("Scope", FindingGroup.ofDecisions(usage.scopeDecisions()));
    sections.addFindings("Notes", FindingGroup.ofNotes(usage.notes()));
    sections.addFindings("Unrecognised usage", FindingGroup.ofUnrecognised(usage.unrecognised()));
    sections.addLeftOut(usage.leftOut());
    if (roots != null) {
      sections.addCalls(
          "Root calls without usage",
          roots.withoutUsage().stream().map(roots.titles()::of).toList());
    }
    sections.addCalls("Unfinished calls", usage.unfinishedCallIds());
    lines.addAll(sections.lines());
    lines.add("");
    lines.addAll(report.summary());
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** {@return the table, if there is anything to show in it, and the remarks below it} */
  private List<String> table(Report report, @Nullable RootCalls roots, int width) {
    List<String> remarks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean isNothing =
        roots == null ? report.usage().totals().isEmpty() : roots.withUsage().isEmpty();
    if (isNothing) {
      remarks.add("No usage: none of the calls has any that counted.");
    } else {
      UsageTable table =
          roots == null
              ? byGroups(report, requireNonNull(report.groups()), width)
              : new UsageTable("root call", UsageGroups.of(report, roots, all), width);
      lines.addAll(table.lines());
      if (table.isRounded()) {
        remarks.add("Costs are rounded to 6 significant decimals; --format json has them exact.");
      }
    }
    remarks.addAll(report.remarks());
    remarks.addAll(report.hints());
    if (!lines.isEmpty() && !remarks.isEmpty()) {
      lines.add("");
    }
    lines.addAll(remarks);
    return lines;
  }

  private static UsageTable byGroups(Report report, Groups groups, int width) {
    String keys = Words.clean(String.join(", ", groups.names()));
    return new UsageTable(keys, UsageGroups.of(report, groups), width);
  }
}
