package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the entries of price lists have in common: rates, numbers of tokens, dates. */
final class ListChecks {

  /** Undated prices hold from before every date that can be written. */
  static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

  /** The point moves this far from the price of a million to that of one. */
  static final int DIGITS_OF_A_MILLION = 6;

  private static final Check RATE = Check.NUMBER.and(Rates::check);

  private ListChecks() {}

  /**
   * {@return the rate per token, null with an error if the value is none}
   *
   * @param digits how many digits the point moves: 6 for a price of a million tokens
   */
  static @Nullable BigDecimal rate(
      @Nullable Object value, int digits, Loc at, ErrorCollector faults) {
    int before = faults.size();
    RATE.check(value, at, faults);
    if (faults.size() > before || !(value instanceof Number number)) {
      return null;
    }
    BigDecimal rate = Numbers.plain(Numbers.decimal(number)).movePointLeft(digits);
    Rates.check(rate, at, faults);
    return faults.size() > before ? null : rate;
  }

  /** {@return why an entry with these rows is not taken, null if no rate of them is impossible} */
  static @Nullable String impossibleRates(List<PriceRow> rows) {
    for (PriceRow row : rows) {
      List<String> found = new ArrayList<>();
      row.impossibleRates()
          .forEach((name, rate) -> found.add(name + " of " + Numbers.plainText(rate)));
      if (!found.isEmpty()) {
        return "impossible rates: "
            + String.join(", ", found)
            + "; expected less than 0.01 USD per token, 0.1 of audio";
      }
    }
    return null;
  }

  /** {@return the number of tokens, -1 with an error if the value is none} */
  static long tokens(@Nullable Object value, long atLeast, Loc at, ErrorCollector faults) {
    int before = faults.size();
    Check.INTEGER.check(value, at, faults);
    if (faults.size() > before || !(value instanceof Number number)) {
      return -1;
    }
    long tokens = Numbers.plain(Numbers.decimal(number)).longValue();
    if (tokens < atLeast) {
      faults.add(at, Type.VALUE, "expected " + atLeast + " or more tokens, found " + tokens);
      return -1;
    }
    return tokens;
  }
}
