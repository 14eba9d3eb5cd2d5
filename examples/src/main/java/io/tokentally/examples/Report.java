package io.tokentally.examples;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import java.util.Locale;

/**
 * A report with what was asked for.
 *
 * @param usage usage and cost
 * @param input the calls it is made of
 * @param options how usage was read and summed
 * @param prices which prices were used
 */
record Report(UsageReport usage, ReportInput input, TallyOptions options, Prices prices) {

  /** {@return in which form usage was read} */
  String usageFormat() {
    return options.usageFormat() == UsageFormat.CONTRACT ? "contract" : "provider";
  }

  /** {@return what was read and how it was reckoned, in one line} */
  String summary() {
    return "Read %s; usage: %s; prices: %s; scope: %s; cache: %s."
        .formatted(
            input.summary(),
            usageFormat().equals("contract") ? "in the contract's form" : "in providers' forms",
            prices.description(),
            options.usageScope().name().toLowerCase(Locale.ROOT),
            options.cacheConvention().name().toLowerCase(Locale.ROOT));
  }
}
