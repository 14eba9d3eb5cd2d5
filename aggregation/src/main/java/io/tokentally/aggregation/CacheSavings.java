package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the cache saved for one model, against the same calls without a cache: docs/semantics.md
 * rule 67.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model, as it was recorded
 * @param unit the currency; null if nothing of the cache has a price
 * @param readTokens the tokens that were read from a cache
 * @param saved what they would have cost more as prompt; null if that is not known
 * @param writtenTokens the tokens that were written to a cache
 * @param extra what they cost more than as prompt, below 0 if less; null if that is not known
 * @param open why something is not known, by kind of tokens; empty if all is
 */
public record CacheSavings(
    String model,
    @Nullable String unit,
    BigInteger readTokens,
    @Nullable BigDecimal saved,
    BigInteger writtenTokens,
    @Nullable BigDecimal extra,
    List<Open> open) {

  public CacheSavings {
    requireNonNull(model, "model");
    requireNonNull(readTokens, "readTokens");
    requireNonNull(writtenTokens, "writtenTokens");
    open = List.copyOf(open);
  }

  /**
   * Tokens of which it is not known what the cache changed.
   *
   * @param kind the kind, such as {@code cache_read_input_tokens}
   * @param tokens how many
   * @param reason which rate is missing
   */
  public record Open(String kind, BigInteger tokens, Reason reason) {
    public Open {
      requireNonNull(kind, "kind");
      requireNonNull(tokens, "tokens");
      requireNonNull(reason, "reason");
    }
  }

  /** Why it is not known what the cache changed. Constants may be added in a minor release. */
  public enum Reason {
    /** Nothing prices the tokens. */
    NO_PRICE,
    /** Nothing says what they would cost without a cache. */
    NO_UNCACHED_RATE
  }

  /** {@return what the cache saved in all, below 0 if it cost more; null if that is not known} */
  public @Nullable BigDecimal net() {
    return saved == null || extra == null ? null : Numbers.plain(saved.subtract(extra));
  }

  /**
   * {@return the savings in some charges, such as those of a day that {@link UsageReport#chargesBy}
   * gives, for each model that used a cache, in the order of the charges}
   */
  public static List<CacheSavings> of(List<Charge> charges) {
    Map<String, List<Charge>> byModel = new LinkedHashMap<>();
    for (Charge charge : charges) {
      if (isRead(charge) || isWrite(charge)) {
        byModel.computeIfAbsent(charge.model(), unused -> new ArrayList<>()).add(charge);
      }
    }
    List<CacheSavings> savings = new ArrayList<>();
    byModel.forEach((model, all) -> savings.add(ofModel(model, all)));
    return List.copyOf(savings);
  }

  private static CacheSavings ofModel(String model, List<Charge> charges) {
    BigInteger read = BigInteger.ZERO;
    BigInteger written = BigInteger.ZERO;
    BigDecimal saved = BigDecimal.ZERO;
    BigDecimal extra = BigDecimal.ZERO;
    String unit = null;
    List<Open> open = new ArrayList<>();
    for (Charge charge : charges) {
      BigDecimal more = more(charge, open);
      unit = charge.unit() == null ? unit : charge.unit();
      if (isRead(charge)) {
        read = read.add(charge.count());
        saved = saved == null || more == null ? null : saved.subtract(more);
      } else {
        written = written.add(charge.count());
        extra = extra == null || more == null ? null : extra.add(more);
      }
    }
    return new CacheSavings(
        model, unit, read, Numbers.plainOrNull(saved), written, Numbers.plainOrNull(extra), open);
  }

  /** {@return what tokens of a cache cost more than without it; null if that is not known} */
  private static @Nullable BigDecimal more(Charge charge, List<Open> open) {
    BigDecimal with = charge.amount();
    BigDecimal without = charge.at(charge.uncachedRate());
    if (with != null && without != null) {
      return with.subtract(without);
    }
    Reason reason = with == null ? Reason.NO_PRICE : Reason.NO_UNCACHED_RATE;
    open.add(new Open(charge.kind(), charge.count(), reason));
    return null;
  }

  private static boolean isRead(Charge charge) {
    return charge.within() == OtherKind.Within.CACHE_READ;
  }

  private static boolean isWrite(Charge charge) {
    return charge.within() == OtherKind.Within.CACHE_CREATION;
  }
}
