package io.tokentally.report;

import io.tokentally.aggregation.UsageTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a report by what somebody asked for, such as by day and user.
 *
 * @param names what they are by
 * @param groups in the order in which they are shown
 * @param rest what groups that are not shown have together, null if all are shown
 * @param restCount how many those are
 */
public record Groups(
    List<String> names, List<Group> groups, @Nullable UsageTotals rest, int restCount) {

  /**
   * One of them.
   *
   * @param keys a value for each of the names
   */
  public record Group(List<String> keys, UsageTotals totals) {}
}
