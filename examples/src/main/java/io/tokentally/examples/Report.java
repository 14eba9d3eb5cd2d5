package io.tokentally.examples;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import io.tokentally.examples.picture.Picture;
import io.tokentally.examples.text.Basis;
import io.tokentally.examples.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A report with what was asked for.
 *
 * @param usage usage and cost
 * @param input the calls it is made of
 * @param options how usage was read and summed
 * @param dialect what the query meant, how counts were read and priced
 * @param prices which prices were used
 */
record Report(
    UsageReport usage, ReportInput input, TallyOptions options, Dialect dialect, Prices prices) {

  /** {@return in which form usage was read} */
  String usageFormat() {
    return options.usageFormat().equals(UsageFormat.CONTRACT) ? "contract" : "provider";
  }

  /** Refuses the id of a call that the report has no usage of. */
  void refuseUnreported(String id) {
    String file = input.file().name();
    if (!input.contains(id)) {
      throw Failure.failed(file + ": no call has the id " + id);
    }
    if (!usage.callIds().contains(id)) {
      throw Failure.failed(
          file + ": the call " + id + " is none of those that --query and --root name");
    }
  }

  /** {@return what was read, how it was reckoned, and at which prices} */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("Read " + input.summary() + ".");
    lines.add(Basis.usage(options, dialect));
    prices.lines("Prices").forEach(line -> lines.add(Words.clean(line)));
    return lines;
  }

  /** {@return what there is to draw} */
  Picture picture() {
    List<String> remarks = new ArrayList<>(Remarks.of(this));
    if (options.usageScope() == UsageScope.INCLUSIVE) {
      remarks.add(
          "A call counts with what its own summary says; where the calls below it add up to more,"
              + " they are narrowed to fit.");
    }
    String title = "Usage and cost of " + input.file().shortName();
    return new Picture(title, input.summary(), remarks, summary(), input.calls(), usage);
  }
}
