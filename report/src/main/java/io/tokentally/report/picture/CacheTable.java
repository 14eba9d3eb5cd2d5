package io.tokentally.report.picture;

import io.tokentally.aggregation.CacheSavings;
import io.tokentally.report.picture.ModelTable.Amount;
import io.tokentally.report.text.CacheWords;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the cache of each model saved against none, as the page shows it.
 *
 * @param rows a row for each model that used one
 * @param totals what they sum up to, a row for each currency; none for a single model
 * @param open why something is not known
 */
record CacheTable(List<Row> rows, List<Row> totals, List<String> open) {

  /** A row; an amount is null where it is not known. */
  record Row(
      String model,
      String color,
      String read,
      @Nullable Amount saved,
      String written,
      @Nullable Amount extra,
      @Nullable Amount net) {}

  /**
   * @param models all models, in the order of their colours
   */
  static CacheTable of(List<CacheSavings> savings, List<String> models) {
    List<Row> rows = savings.stream().map(each -> row(each, models)).toList();
    List<Row> totals = CacheWords.totals(savings).stream().map(each -> row(each, models)).toList();
    return new CacheTable(rows, totals, CacheWords.open(savings));
  }

  private static Row row(CacheSavings savings, List<String> models) {
    return new Row(
        PageData.text(savings.model()),
        ModelTable.color(models.indexOf(savings.model())),
        Words.number(savings.readTokens()),
        amount(savings.saved(), savings.unit()),
        Words.number(savings.writtenTokens()),
        amount(savings.extra(), savings.unit()),
        amount(savings.net(), savings.unit()));
  }

  private static @Nullable Amount amount(@Nullable BigDecimal amount, @Nullable String unit) {
    return amount == null ? null : ModelTable.amount(amount, unit == null ? "" : Words.clean(unit));
  }
}
