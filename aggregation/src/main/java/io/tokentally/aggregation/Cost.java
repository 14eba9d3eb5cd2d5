package io.tokentally.aggregation;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What something cost, exactly, and what of it has no price. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param amounts what has a price, by unit, such as {@code USD}; amounts in different units are
 *     never added
 * @param unpriced the models some of whose usage has no price, each with the reasons; no reason
 *     where costs were not asked for
 * @param open usage that may not have counted, in words: malformed, not recognised, not read
 */
public record Cost(
    Map<String, BigDecimal> amounts,
    Map<String, List<UnpricedReason>> unpriced,
    List<String> open) {
  public Cost {
    amounts = copy(amounts);
    if (!unpriced.isEmpty()) {
      Map<String, List<UnpricedReason>> reasons = new LinkedHashMap<>(unpriced);
      reasons.replaceAll((model, each) -> List.copyOf(each));
      unpriced = reasons;
    }
    unpriced = copy(unpriced);
    open = List.copyOf(open);
  }

  /** {@return a copy in the same order; of one entry, as most costs have, a small one} */
  private static <T> Map<String, T> copy(Map<String, T> map) {
    return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * {@return whether all usage counted and all of it has a price, so that this is the whole cost}
   */
  public boolean isComplete() {
    return unpriced.isEmpty() && open.isEmpty();
  }

  /**
   * {@return the whole cost; null where it is not known, or is in several units} What used nothing
   * cost 0.
   */
  public @Nullable BigDecimal amount() {
    if (!isComplete() || amounts.size() > 1) {
      return null;
    }
    return amounts.values().stream().findFirst().orElse(BigDecimal.ZERO);
  }

  /** {@return the amounts, and what is not known and why, for people} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(known());
    unpriced.forEach(
        (model, reasons) ->
            text.append("; ")
                .append(model)
                .append(": ")
                .append(
                    reasons.isEmpty()
                        ? "no costs asked for"
                        : reasons.stream().map(Cost::text).collect(Collectors.joining(", "))));
    open.forEach(each -> text.append("; ").append(each));
    return text.toString();
  }

  /** {@return the amounts, and whether they are all of it} */
  String known() {
    String known =
        amounts.isEmpty()
            ? "0"
            : amounts.entrySet().stream()
                .map(amount -> Numbers.plainText(amount.getValue()) + " " + amount.getKey())
                .collect(Collectors.joining(" and "));
    return isComplete() ? known : "not known; what has a price: " + known;
  }

  private static String text(UnpricedReason reason) {
    String detail = reason.detail() == null ? "" : " (" + reason.detail() + ")";
    String nearest = reason.nearest() == null ? "" : ", nearest " + reason.nearest();
    return reason.kind() + detail + nearest;
  }
}
