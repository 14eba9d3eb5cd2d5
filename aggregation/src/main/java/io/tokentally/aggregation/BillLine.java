package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

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
 * The {@linkplain LineItem lines} of a cost that have kind and price in common, as one: a line of
 * {@link UsageReport#bill()}.
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind the kind, as in {@link LineItem#kind}
 * @param price what prices them; null if nothing does
 * @param calls how many calls they are of
 * @param count how many tokens they count together, or what else the kind says
 * @param amount what they cost together, exact; null without a price
 */
public record BillLine(
    String kind,
    LineItem.@Nullable Price price,
    long calls,
    BigInteger count,
    @Nullable BigDecimal amount) {

  private record Key(String kind, LineItem.@Nullable Price price) {}

  /** The kinds of tokens with a rate in every price; others come after them. */
  private static final List<String> ORDER =
      List.of(
          "prompt_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          UnpricedKind.CACHE_CREATION_1H,
          "completion_tokens");

  public BillLine {
    requireNonNull(kind, "kind");
    requireNonNull(count, "count");
  }

  /** {@return the sums, in the order of a table of usage} They add up to what the lines do. */
  static List<BillLine> of(List<LineItem> items) {
    Map<Key, List<LineItem>> groups =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> new Key(item.kind(), item.price()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<BillLine> sums = new ArrayList<>();
    groups.forEach((key, group) -> sums.add(of(key, group)));
    sums.sort(Comparator.comparingInt(BillLine::place).thenComparing(BillLine::kind));
    return List.copyOf(sums);
  }

  private static BillLine of(Key key, List<LineItem> items) {
    BigInteger count =
        items.stream()
            .map(item -> BigInteger.valueOf(item.count()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    LineItem.Price price = key.price;
    BigDecimal amount = price == null ? null : price.rate().multiply(new BigDecimal(count));
    long calls = items.stream().map(LineItem::callId).distinct().count();
    return new BillLine(key.kind, price, calls, count, amount);
  }

  private int place() {
    int place = ORDER.indexOf(kind);
    return place < 0 ? ORDER.size() : place;
  }
}
