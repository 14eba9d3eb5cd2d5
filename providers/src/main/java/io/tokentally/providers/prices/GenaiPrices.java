package io.tokentally.providers.prices;

import static java.util.Map.entry;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code prices} of one entry of genai-prices: an object of prices per million tokens, or a
 * list of such objects, each with the constraint under which it holds.
 */
final class GenaiPrices {

  /** Dates and hours of the day multiply; nobody changes a price that often. */
  private static final int MAX_ALTERNATIVES = 100;

  /** The point moves this far from a million tokens to one. */
  private static final int DIGITS = 6;

  /** The prices of a thousand things: the point moves this far to one. */
  private static final int DIGITS_OF_A_THOUSAND = 3;

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("input_mtok", Kinds.PROMPT),
          entry("output_mtok", Kinds.COMPLETION),
          entry("cache_read_mtok", Kinds.CACHE_READ),
          entry("cache_write_mtok", Kinds.CACHE_CREATION),
          entry("cache_write_1h_mtok", Kinds.CACHE_CREATION_1H),
          entry("output_reasoning_mtok", OtherKind.REASONING),
          entry("input_audio_mtok", "input_audio_tokens"),
          entry("output_audio_mtok", "output_audio_tokens"),
          entry("cache_audio_read_mtok", "cache_read_audio_tokens"),
          entry("input_image_mtok", "input_image_tokens"),
          entry("output_image_mtok", "output_image_tokens"),
          entry("cache_image_read_mtok", "cache_read_image_tokens"),
          entry("input_video_mtok", "input_video_tokens"),
          entry("output_video_mtok", "output_video_tokens"),
          entry("output_citation_mtok", "citation_tokens"),
          entry("requests_kcount", OtherKind.REQUESTS),
          entry("web_searches_kcount", "web_search_requests"));

  private static final String FREE = "no price at all, taken as free as the name says";

  private static final String NO_PRICE = "has no price";

  /**
   * A kind, and the digits that its price is written for.
   *
   * @param digits 6 for a price of a million
   */
  private record Kind(String name, int digits) {}

  /** What the name of an entry tells of its price. */
  enum Offer {
    FREE,
    /** The model answers with no tokens. */
    NO_OUTPUT,
    USUAL
  }

  private final Offer offer;
  private final ErrorCollector faults;
  private final List<GenaiAlternative> alternatives = new ArrayList<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private @Nullable String missing;

  private GenaiPrices(Offer offer, ErrorCollector faults) {
    this.offer = offer;
    this.faults = faults;
  }

  static GenaiPrices read(@Nullable Object value, Offer offer, Loc at, ErrorCollector faults) {
    GenaiPrices prices = new GenaiPrices(offer, faults);
    if (value instanceof List<?> list && list.size() > MAX_ALTERNATIVES) {
      String most = "expected at most " + MAX_ALTERNATIVES + " prices, found ";
      faults.add(at, Type.LIMIT, most + list.size());
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        prices.conditional(list.get(i), at.index(i));
      }
    } else {
      prices.alternative(value, null, null, at);
    }
    if (prices.alternatives.isEmpty() && faults.isEmpty()) {
      prices.missing = NO_PRICE;
    }
    return prices;
  }

  /** {@return the prices, in the order of the list; a later one comes before an earlier one} */
  List<GenaiAlternative> alternatives() {
    return alternatives;
  }

  /** {@return the members that token rates cannot say, in the order of the entry} */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** {@return why the entry gives no price per token, null if it does} */
  @Nullable String unpriced() {
    return missing;
  }

  private void conditional(@Nullable Object value, Loc at) {
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an object", value, at, faults);
      return;
    }
    Object constraint = members.get("constraint");
    GenaiConstraint read = GenaiConstraint.read(constraint, at.key("constraint"), faults);
    alternative(members.get("prices"), read.from(), read.hours(), at.key("prices"));
  }

  private void alternative(
      @Nullable Object value, @Nullable Instant from, @Nullable Hours hours, Loc at) {
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an object of prices", value, at, faults);
      return;
    }
    TieredRates rates = new TieredRates();
    if (members.isEmpty() && offer == Offer.FREE) {
      // Whoever relies on it should see that no 0 stands there.
      leftOut.add(FREE);
      rates.put(Kinds.PROMPT, 0, BigDecimal.ZERO);
      rates.put(Kinds.COMPLETION, 0, BigDecimal.ZERO);
    }
    List<String> otherCharges = new ArrayList<>();
    members.forEach(
        (name, member) -> {
          String kind = KINDS.get(name);
          if (member != null && kind != null) {
            boolean isCount = ((String) name).endsWith("_kcount");
            Kind priced = new Kind(kind, isCount ? DIGITS_OF_A_THOUSAND : DIGITS);
            price(priced, member, rates, at.key((String) name));
          } else if (member != null) {
            leftOut.add((String) name);
            if (!(member instanceof Number number && Numbers.isZero(number))) {
              otherCharges.add((String) name);
            }
          }
        });
    rates.settle(offer == Offer.NO_OUTPUT, !otherCharges.isEmpty());
    alternatives.add(new GenaiAlternative(from, hours, rates));
    if (missing == null && rates.isEmpty()) {
      missing =
          otherCharges.isEmpty()
              ? NO_PRICE
              : "is charged by " + String.join(", ", otherCharges) + ", not per token";
    }
  }

  private void price(Kind kind, Object value, TieredRates rates, Loc at) {
    if (!(value instanceof Map<?, ?> tiered)) {
      put(kind, 0, value, rates, at);
      return;
    }
    put(kind, 0, tiered.get("base"), rates, at.key("base"));
    Loc tiersAt = at.key("tiers");
    if (tiered.get("tiers") instanceof List<?> tiers) {
      long start = 0;
      for (int i = 0; i < tiers.size() && start >= 0; i++) {
        start = tier(kind, tiers.get(i), start, rates, tiersAt.index(i));
      }
    } else {
      Check.wrongType("a list", tiered.get("tiers"), tiersAt, faults);
    }
  }

  /** Takes a tier that begins after the one before, and says where, or -1 if it does not say. */
  private long tier(Kind kind, @Nullable Object value, long before, TieredRates rates, Loc at) {
    if (!(value instanceof Map<?, ?> tier)) {
      Check.wrongType("an object", value, at, faults);
      return -1;
    }
    long start = ListChecks.tokens(tier.get("start"), before + 1, at.key("start"), faults);
    put(kind, start, tier.get("price"), rates, at.key("price"));
    return start;
  }

  private void put(Kind kind, long threshold, @Nullable Object value, TieredRates rates, Loc at) {
    BigDecimal rate = ListChecks.rate(value, kind.digits, at, faults);
    if (rate != null) {
      rates.put(kind.name, threshold, rate);
    }
  }
}
