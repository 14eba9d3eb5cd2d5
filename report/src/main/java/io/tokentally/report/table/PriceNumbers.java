package io.tokentally.report.table;

import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.report.text.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers for price rows, so that a table can name them in little room. Not thread-safe. */
final class PriceNumbers {

  /** Rows that are not dated hold from here on. */
  private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

  private final List<String> names = new ArrayList<>();

  /** {@return the number of the row and variant; empty without a price} */
  String of(LineItem.@Nullable Price price) {
    if (price == null) {
      return "";
    }
    String name = name(price);
    if (!names.contains(name)) {
      names.add(name);
    }
    return "[" + (names.indexOf(name) + 1) + "]";
  }

  /** {@return a line for each number that was given} */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add("[" + (lines.size() + 1) + "] " + name);
    }
    return lines;
  }

  private static String name(LineItem.Price price) {
    PriceRow row = price.row();
    String level =
        row.isDefaultLevel() ? "default" : row.pricingLevel() + " " + row.pricingLevelId();
    boolean always = row.effectiveDate().equals(ALWAYS);
    String since =
        always ? "" : ", from " + row.effectiveDate().atOffset(ZoneOffset.UTC).toLocalDate();
    String variant = price.variant() == null ? "" : ", " + price.variant().label();
    return Words.clean(row.id() + " (" + level + since + variant + ")");
  }
}
