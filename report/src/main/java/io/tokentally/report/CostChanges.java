package io.tokentally.report;

import io.tokentally.aggregation.CostChange;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one report to another.
 *
 * @param split the time that the two are before and after; null if they are of other files
 * @param names what the keys of the changes are, such as operation
 * @param changes the greatest change of cost first; those that are not known last
 */
public record CostChanges(
    Report before,
    Report after,
    @Nullable String split,
    List<String> names,
    List<CostChange<List<String>>> changes) {

  /** {@return the same, in that order} */
  public static CostChanges sorted(
      Report before,
      Report after,
      @Nullable String split,
      List<String> names,
      List<CostChange<List<String>>> changes) {
    Comparator<CostChange<List<String>>> bySize =
        Comparator.comparing(CostChanges::size, Comparator.nullsLast(Comparator.reverseOrder()));
    return new CostChanges(
        before,
        after,
        split,
        names,
        changes.stream()
            .sorted(
                bySize
                    .thenComparing(each -> String.join("\u0001", keys(each)))
                    .thenComparing(CostChange::model))
            .toList());
  }

  private static @Nullable BigDecimal size(CostChange<List<String>> each) {
    BigDecimal change = each.change();
    return change == null ? null : change.abs();
  }

  /** {@return the keys of a change, one for each of the names} */
  public static List<String> keys(CostChange<List<String>> change) {
    List<String> keys = change.key();
    return keys == null ? List.of() : keys;
  }
}
