package io.tokentally.report.table;

import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.UnpricedKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a bill that have kind and price in common, as one.
 *
 * @param kind the kind
 * @param price what prices them; null if nothing does
 * @param calls how many calls they are of
 * @param count how many tokens they count together
 * @param amount what they cost together, exact; null without a price
 */
record LineSum(
    String kind,
    LineItem.@Nullable Price price,
    long calls,
    BigInteger count,
    @Nullable BigDecimal amount) {

  private record Key(String kind, LineItem.@Nullable Price price) {}

  /** The kinds with a rate; others come after them. */
  private static final List<String> ORDER =
      List.of(
          "prompt_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          UnpricedKind.CACHE_CREATION_1H,
          "completion_tokens");

  /** {@return the sums, in the order of a table of usage} They add up to what the lines do. */
  static List<LineSum> of(List<LineItem> items) {
    Map<Key, List<LineItem>> groups =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> new Key(item.kind(), item.price()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<LineSum> sums = new ArrayList<>();
    groups.forEach((key, group) -> sums.add(of(key, group)));
    sums.sort(Comparator.comparingInt(LineSum::place).thenComparing(LineSum::kind));
    return sums;
  }

  private static LineSum of(Key key, List<LineItem> items) {
    BigInteger count =
        items.stream()
            .map(item -> BigInteger.valueOf(item.count()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    LineItem.Price price = key.price;
    BigDecimal amount = price == null ? null : price.rate().multiply(new BigDecimal(count));
    long calls = items.stream().map(LineItem::callId).distinct().count();
    return new LineSum(key.kind, price, calls, count, amount);
  }

  private int place() {
    int place = ORDER.indexOf(kind);
    return place < 0 ? ORDER.size() : place;
  }
}
