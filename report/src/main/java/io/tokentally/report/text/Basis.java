package io.tokentally.report.text;

import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the figures of a report rest on, and what to know before trusting them. */
public final class Basis {

  private Basis() {}

  /** {@return how usage was read and summed, as a line} */
  public static String usage(TallyOptions options) {
    boolean isContract = options.usageFormat().equals(UsageFormat.CONTRACT);
    return "Usage: %s; scope: %s; cache: %s%s."
        .formatted(
            isContract ? "in the contract's form" : "in providers' forms",
            scope(options.usageScope()),
            options.cacheConvention().name().toLowerCase(Locale.ROOT),
            options.dialect() == Dialect.STANDARD
                ? ""
                : "; dialect: " + options.dialect().name().toLowerCase(Locale.ROOT));
  }

  /** {@return the scope as the program's option names it} */
  public static String scope(UsageScope scope) {
    return scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what a scope decided, as a line; null if there was nothing to decide} */
  public static @Nullable String decisions(UsageReport usage) {
    UsageScope scope = usage.usageScope();
    if (scope != UsageScope.AUTO && scope != UsageScope.MODEL_CALLS) {
      return null;
    }
    long repeated = count(usage, ScopeDecision.Kind.REPEATED_USAGE);
    long beside = count(usage, ScopeDecision.Kind.OWN_BESIDE_BELOW);
    return repeated + beside == 0
        ? null
        : "Scope %s: the own usage of %s repeats that below and did not count; that of %s counted."
            .formatted(scope(scope), Words.count(repeated, "call"), Words.count(beside, "call"));
  }

  private static long count(UsageReport usage, ScopeDecision.Kind kind) {
    return usage.leftOut().scopeDecisions().getOrDefault(kind, 0L)
        + usage.scopeDecisions().stream().filter(each -> each.kind() == kind).count();
  }

  /**
   * {@return what a reader has to know before trusting the figures, a sentence each}
   *
   * @param isEverythingPicked whether the report is about all calls that there are
   */
  public static List<String> remarks(UsageReport usage, boolean isEverythingPicked) {
    List<String> remarks = new ArrayList<>();
    int asked = isEverythingPicked ? 0 : usage.calls().size();
    int within = isEverythingPicked ? 0 : asked - usage.roots().size();
    if (within > 0) {
      remarks.add(
          "Calls asked about that are counted in another one above them: "
              + Words.number(within)
              + " of "
              + Words.number(asked)
              + ".");
    }
    long unrecognised = usage.unrecognised().size() + usage.leftOut().unrecognised();
    if (unrecognised > 0) {
      remarks.add(
          "The totals are too low: usage was not recognised in "
              + Words.count(unrecognised, "place")
              + "; see Unrecognised usage.");
    }
    return remarks;
  }
}
