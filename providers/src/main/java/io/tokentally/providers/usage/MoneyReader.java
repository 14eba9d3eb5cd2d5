package io.tokentally.providers.usage;

import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.RecordedCost.Share;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.Spelling;
import io.tokentally.aggregation.usage.UnreadMembers;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody else says that the usage cost: docs/semantics.md rule 66. */
record MoneyReader(UnreadMembers unread) {

  private static final String CURRENCY = "currency";
  private static final int MOST_DIGITS = 40;

  /** Names of all that something cost. */
  private static final Set<String> WHOLE =
      Set.of(
          "cost",
          "cost_estimate",
          "total",
          "total_cost",
          "spend",
          "response_cost",
          "cost_usd",
          "total_cost_usd",
          "cost_in_usd_ticks");

  /** Beginnings of names of what was not charged. */
  private static final List<String> ASIDE =
      List.of("list_", "market_", "upstream_", "original_", "discount_", "margin_");

  /** xAI counts in ten billionths of a dollar. */
  private static final int TICKS_SCALE = 10;

  void read(String name, Object value, Loc at, Gathered to) {
    read(name, value, at, "USD", to);
  }

  private void read(String name, @Nullable Object value, Loc at, String currency, Gathered to) {
    if (value instanceof Map<?, ?> members) {
      String unit = members.get(CURRENCY) instanceof String text ? text : currency;
      for (Map.Entry<?, ?> member : JsonValues.withTextKeys(members).entrySet()) {
        if (unread.mayLook(1)) {
          inner((String) member.getKey(), member.getValue(), at.key(name), unit, to);
        }
      }
    } else {
      inner(name, value, at, currency, to);
    }
  }

  private void inner(String name, @Nullable Object value, Loc at, String currency, Gathered to) {
    BigDecimal amount = amount(value);
    if (amount == null || value instanceof Map<?, ?> || value instanceof List<?>) {
      unread.look(name, value, at);
    } else if (amount.signum() >= 0) {
      boolean isTicks = name.endsWith("ticks") || name.endsWith("Ticks");
      BigDecimal exact = isTicks ? amount.scaleByPowerOfTen(-TICKS_SCALE) : amount;
      to.cost(new RecordedCost(Counts.dotted(at.key(name)), exact, currency, share(name)));
    }
  }

  /** {@return how much of the usage an amount of that name is about} */
  private static Share share(String name) {
    String last = Spelling.snakeCase(name.substring(name.lastIndexOf('.') + 1));
    if (WHOLE.contains(last)) {
      return Share.WHOLE;
    }
    return ASIDE.stream().anyMatch(last::startsWith) ? Share.ASIDE : Share.PART;
  }

  private static @Nullable BigDecimal amount(@Nullable Object value) {
    BigDecimal amount = null;
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      amount = exact == null ? null : Numbers.decimal(exact);
    } else if (value instanceof String text && text.length() <= MOST_DIGITS) {
      amount = Numbers.parseDecimal(text);
    }
    boolean isPlain =
        amount != null
            && amount.precision() <= MOST_DIGITS
            && Math.abs(amount.scale()) <= MOST_DIGITS;
    return isPlain ? amount : null;
  }
}
