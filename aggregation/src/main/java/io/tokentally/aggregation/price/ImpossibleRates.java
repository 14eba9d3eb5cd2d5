package io.tokentally.aggregation.price;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rates that nobody charges: a price of a million tokens where that of one should stand.
 * docs/semantics.md rule 65. Only of prices in USD: in other currencies a unit may be worth little.
 */
public final class ImpossibleRates {
  private static final BigDecimal LIMIT = new BigDecimal("0.01");
  private static final BigDecimal LIMIT_FOR_AUDIO = new BigDecimal("0.1");

  private ImpossibleRates() {}

  /** {@return why a price list's entry with these rows is not taken, null if it may be} */
  public static @Nullable String skipped(List<PriceRow> rows) {
    for (PriceRow row : rows) {
      List<String> found = new ArrayList<>();
      forEach(row, (name, rate) -> found.add(name + " of " + Numbers.plainText(rate)));
      if (!found.isEmpty()) {
        return "impossible rates: %s; expected less than %s USD per token, %s of audio"
            .formatted(String.join(", ", found), LIMIT, LIMIT_FOR_AUDIO);
      }
    }
    return null;
  }

  /** Takes each rate of a row that cannot be, with its name on the wire, once. */
  public static void forEach(PriceRow row, BiConsumer<String, BigDecimal> taker) {
    if (row.promptTokenCostUnit().equals(PriceColumns.DEFAULT_UNIT)
        && row.completionTokenCostUnit().equals(PriceColumns.DEFAULT_UNIT)) {
      Map<String, BigDecimal> greatest = Rates.greatest(rates(row));
      greatest.forEach(
          (name, rate) -> {
            if (rate.compareTo(name.contains("audio") ? LIMIT_FOR_AUDIO : LIMIT) >= 0) {
              taker.accept(name, rate);
            }
          });
    }
  }

  private static List<TokenRates> rates(PriceRow row) {
    List<TokenRates> all = new ArrayList<>(List.of(row));
    all.addAll(row.variants());
    return all;
  }
}
