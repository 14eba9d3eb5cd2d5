package io.tokentally.report.picture;

import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.List;

/** Which calls have usage of their own that has no price, whatever is below them. */
final class OwnPricing {

  private final CallTree tree;
  private final UsageReport report;
  private final List<BigDecimal> own;

  OwnPricing(CallTree tree, UsageReport report, List<CallFigures> figures) {
    this.tree = tree;
    this.report = report;
    own = SelfAmounts.ofUsage(tree, figures).amounts();
  }

  /**
   * {@return whether a call has such usage} What its summary holds may be that of the calls below
   * it: that is not its own.
   */
  boolean isUnpriced(int call) {
    return own.get(call).signum() > 0
        && report.ownUsage(tree.calls().get(call).key()).values().stream()
            .anyMatch(usage -> usage.totalCost() == null);
  }
}
