package io.tokentally.report;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.Basis;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A usage report with what it was made of.
 *
 * @param usage usage and cost
 * @param source the calls it is made of
 * @param options how usage was read and summed
 * @param prices which prices were used
 * @param failures the calls that failed; null if nobody asked for them
 * @param groups the totals by what was asked for; null if they are by root call
 */
public record Report(
    UsageReport usage,
    ReportSource source,
    TallyOptions options,
    PriceSources prices,
    @Nullable Failures failures,
    @Nullable Groups groups) {

  /** {@return whether all usage counted and has a price, and no record was left out as bad} */
  public boolean isComplete() {
    return usage.isComplete() && source.skipped().count() == 0;
  }

  /** {@return in which form usage was read} */
  public String usageFormat() {
    return options.usageFormat().equals(UsageFormat.CONTRACT) ? "contract" : "provider";
  }

  /** {@return the aliases whose name no call used, each as it was asked for, sorted} */
  public List<String> unusedAliases() {
    Set<String> used = usage.totals().keySet();
    return prices.aliases().entrySet().stream()
        .filter(alias -> !used.contains(alias.getKey()))
        .map(alias -> alias.getKey() + "=" + alias.getValue())
        .sorted()
        .toList();
  }

  /** {@return what was read, how it was reckoned, and at which prices} */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("Read " + source.summary() + ".");
    lines.add(Basis.usage(options));
    String decisions = Basis.decisions(usage);
    if (decisions != null) {
      lines.add(decisions);
    }
    prices.lines("Prices").forEach(line -> lines.add(Words.clean(line)));
    return lines;
  }

  /** {@return what a reader has to know before trusting the figures} */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(Basis.remarks(usage, source.isEverythingPicked()));
    long skipped = source.skipped().count();
    if (skipped > 0) {
      remarks.add("Bad records left out: " + Words.number(skipped) + "; see standard error.");
    }
    long unread = source.files().stream().filter(file -> file.problem() != null).count();
    if (unread > 0) {
      remarks.add(
          "Files not read, or not to their end: " + Words.number(unread) + "; see standard error.");
    }
    return remarks;
  }

  /** {@return what a reader can do to have other figures} */
  public List<String> hints() {
    List<String> hints = new ArrayList<>();
    List<String> unused = unusedAliases();
    if (!unused.isEmpty()) {
      hints.add("Aliases that no call used: " + Words.clean(String.join(", ", unused)) + ".");
    }
    if (prices.isBundled() && !usage.unitByModel().isEmpty()) {
      hints.add("Prices are the bundled ones, see below; --prices FILE takes yours.");
    }
    return hints;
  }
}
