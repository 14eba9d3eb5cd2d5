package io.tokentally.report.table;

import io.tokentally.aggregation.LineItem;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last columns of a table of priced lines: the rate, the amount, the number of the price row.
 * Every line is added before the first cell is asked for. Not thread-safe.
 */
final class PricedCells {

  private static final int MILLION_DIGITS = 6;

  private final AmountColumn rates = new AmountColumn();
  private final AmountColumn amounts = new AmountColumn();
  private final PriceNumbers numbers;

  PricedCells(PriceNumbers numbers) {
    this.numbers = numbers;
  }

  /** {@return the table with the columns} Rates per token are too small to read well. */
  static TextTable columns(TextTable table) {
    return table.right("rate per\nmillion").right("amount").left("price");
  }

  /** {@return the name of a kind, and what it does not count} */
  static String kind(String kind) {
    return kind.equals("prompt_tokens") ? kind + " (uncached)" : Words.clean(kind);
  }

  void add(LineItem.@Nullable Price price, @Nullable BigDecimal amount) {
    if (price != null && amount != null) {
      rates.add(ofMillion(price.rate()), unit(price));
      amounts.add(amount, unit(price));
    }
  }

  List<String> of(LineItem.@Nullable Price price, @Nullable BigDecimal amount) {
    if (price == null || amount == null) {
      return List.of("", "no price", "");
    }
    return List.of(
        rates.cell(ofMillion(price.rate()), unit(price)),
        amounts.cell(amount, unit(price)),
        numbers.of(price));
  }

  private static BigDecimal ofMillion(BigDecimal rate) {
    return rate.movePointRight(MILLION_DIGITS);
  }

  private static String unit(LineItem.Price price) {
    return Words.clean(price.unit());
  }
}
