package io.tokentally.report;

import io.tokentally.aggregation.UsageTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a report by what somebody asked for, such as by day and user.
 *
 * @param names what they are by
 * @param groups in the order in which they are shown
 * @param gaps the times without usage between groups, where these are in order of time
 * @param rest what groups that are not shown have together, null if all are shown
 * @param restCount how many those are
 * @param restTimes how long their calls took; null if nobody asked for times
 */
public record Groups(
    List<String> names,
    List<Group> groups,
    List<Gap> gaps,
    @Nullable UsageTotals rest,
    int restCount,
    @Nullable CallTimes restTimes) {

  /**
   * One of them.
   *
   * @param keys a value for each of the names
   * @param times how long its calls took; null if nobody asked for times
   */
  public record Group(List<String> keys, UsageTotals totals, @Nullable CallTimes times) {}

  /**
   * Hours, days, weeks or months in which no usage began.
   *
   * @param before the place of the group that follows
   * @param first the first of them, as a key
   * @param last the last of them
   * @param count how many there are
   */
  public record Gap(int before, String first, String last, long count) {}
}
