package io.tokentally.examples;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import java.util.Locale;

/**
 * A report with what was asked for.
 *
 * @param usage usage and cost
 * @param input the calls it is made of
 * @param options how usage was read and summed
 * @param prices which prices were used, in words; empty if none were given
 * @param all whether to show everything, however long
 */
record Report(
    UsageReport usage, ReportInput input, TallyOptions options, String prices, boolean all) {

  /** {@return what was read and how it was reckoned, in one line} */
  String summary() {
    return "Read %s; prices: %s; scope: %s; cache: %s."
        .formatted(
            input.summary(),
            prices.isEmpty() ? "none" : prices,
            options.usageScope().name().toLowerCase(Locale.ROOT),
            options.cacheConvention().name().toLowerCase(Locale.ROOT));
  }
}
