package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
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

  private static final Map<String, RateKind> KINDS =
      Map.of(
          "input_mtok", RateKind.PROMPT,
          "output_mtok", RateKind.COMPLETION,
          "cache_read_mtok", RateKind.CACHE_READ,
          "cache_write_mtok", RateKind.CACHE_CREATION);

  private static final String FREE = "no price at all, taken as free as the name says";

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
      prices.missing = "has no price per token";
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
      rates.put(RateKind.PROMPT, 0, BigDecimal.ZERO);
      rates.put(RateKind.COMPLETION, 0, BigDecimal.ZERO);
    }
    List<String> otherCharges = new ArrayList<>();
    members.forEach(
        (name, member) -> {
          RateKind kind = KINDS.get(name);
          if (member != null && kind != null) {
            price(kind, member, rates, at.key((String) name));
          } else if (member != null) {
            leftOut.add((String) name);
            if (!(member instanceof Number number && Numbers.isZero(number))) {
              otherCharges.add((String) name);
            }
          }
        });
    alternatives.add(new GenaiAlternative(from, hours, rates));
    if (missing == null) {
      missing = missing(rates, otherCharges);
    }
  }

  private @Nullable String missing(TieredRates rates, List<String> otherCharges) {
    String reason = rates.missing(offer == Offer.NO_OUTPUT);
    return reason == null ? rates.onlyOther(otherCharges) : reason;
  }

  private void price(RateKind kind, Object value, TieredRates rates, Loc at) {
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
  private long tier(RateKind kind, @Nullable Object value, long before, TieredRates rates, Loc at) {
    if (!(value instanceof Map<?, ?> tier)) {
      Check.wrongType("an object", value, at, faults);
      return -1;
    }
    long start = ListChecks.tokens(tier.get("start"), before + 1, at.key("start"), faults);
    put(kind, start, tier.get("price"), rates, at.key("price"));
    return start;
  }

  private void put(
      RateKind kind, long threshold, @Nullable Object value, TieredRates rates, Loc at) {
    BigDecimal rate = ListChecks.rate(value, DIGITS, at, faults);
    if (rate != null) {
      rates.put(kind, threshold, rate);
    }
  }
}
