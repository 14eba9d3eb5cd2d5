package io.tokentally.providers.agreement;

import static io.tokentally.providers.agreement.Difference.AUDIO_WITHOUT_RATE_IS_FREE;
import static io.tokentally.providers.agreement.Difference.BATCH_AT_ONE_RATE;
import static io.tokentally.providers.agreement.Difference.CACHE_OF_AN_HOUR_WITHOUT_RATE_IS_FREE;
import static io.tokentally.providers.agreement.Difference.CACHE_WITHOUT_RATE_IS_FREE;
import static io.tokentally.providers.agreement.Difference.FACTOR_WITHOUT_CACHES;
import static io.tokentally.providers.agreement.Difference.IMAGES_AT_THE_USUAL_TEXT_RATE;
import static io.tokentally.providers.agreement.Difference.MEDIA_WITHOUT_RATE_COST_AS_TEXT;
import static io.tokentally.providers.agreement.Difference.OLD_NAME_IS_NOT_READ;
import static io.tokentally.providers.agreement.Difference.SEARCH_AT_A_THOUSANDTH;
import static io.tokentally.providers.agreement.Difference.TEXT_AT_THE_RATE_OF_IMAGES;
import static io.tokentally.providers.agreement.Difference.TEXT_WITHOUT_RATE_IS_FREE;
import static io.tokentally.providers.agreement.Difference.THINKING_OF_A_TIER_AS_TEXT;
import static io.tokentally.providers.agreement.Difference.THINKING_ON_TOP;
import static io.tokentally.providers.agreement.Difference.TIER_AT_THE_USUAL_RATE;
import static io.tokentally.providers.agreement.Difference.ZERO_BESIDE_A_CHARGE_IS_FREE;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a usage costs by an entry of LiteLLM's list, the way that LiteLLM's own calculation does it
 * ({@code cost_calculator}, {@code llm_cost_calc/utils} and the calculators of single providers,
 * read in November 2026): slowly, from the members as they stand. Where that calculation takes a
 * rate that the list does not write, it is told apart as a {@link Difference}, which can be settled
 * the other way. One calculation each.
 */
final class LiteLlmByHand {

  /**
   * A cost.
   *
   * @param amount null if it is open
   * @param met where the two ways differ
   */
  record Answer(@Nullable BigDecimal amount, Set<Difference> met) {}

  private static final String IN = "input_cost_per_token";
  private static final String OUT = "output_cost_per_token";
  private static final String READ = "cache_read_input_token_cost";
  private static final String WRITE = "cache_creation_input_token_cost";
  private static final String WRITE_1H = "cache_creation_input_token_cost_above_1hr";
  private static final String THINKING = "output_cost_per_reasoning_token";
  private static final String BATCH = "batches";

  /** Answer without tokens that would be charged. */
  private static final Set<String> SILENT = Set.of("embedding", "moderation", "rerank");

  private final Map<?, ?> entry;
  private final ListedUsage usage;
  private final boolean here;
  private final ListedCharges charges;
  private final @Nullable String way;
  private final Set<Difference> met = EnumSet.noneOf(Difference.class);
  private BigDecimal sum = BigDecimal.ZERO;
  private boolean open;

  private LiteLlmByHand(Map<?, ?> entry, ListedUsage usage, boolean here) {
    this.entry = entry;
    this.usage = usage;
    this.here = here;
    this.charges = new ListedCharges(entry);
    this.way = charges.tier(usage.served());
  }

  /** {@return what LiteLLM's calculation says} */
  static Answer theirs(Map<?, ?> entry, ListedUsage usage) {
    return new LiteLlmByHand(entry, usage, false).answer();
  }

  /** {@return the same with every difference settled as this library does} */
  static Answer ours(Map<?, ?> entry, ListedUsage usage) {
    return new LiteLlmByHand(entry, usage, true).answer();
  }

  private Answer answer() {
    tokens(ListedUsage.TEXT, this::input, false);
    tokens(ListedUsage.READ, this::cacheRead, true);
    tokens(ListedUsage.WRITE, this::cacheWrite, true);
    tokens(ListedUsage.WRITE_1H, this::cacheWrite1h, true);
    tokens("input_audio_tokens", this::audioIn, false);
    tokens("input_image_tokens", () -> pictureIn("input_cost_per_image_token"), false);
    tokens("input_video_tokens", () -> pictureIn("input_cost_per_video_token"), false);
    tokens(ListedUsage.ANSWER, this::output, false);
    tokens("reasoning_tokens", this::thinking, false);
    tokens("output_audio_tokens", () -> mediaOut("output_cost_per_audio_token"), false);
    tokens("output_image_tokens", () -> mediaOut("output_cost_per_image_token"), false);
    tokens("output_video_tokens", () -> mediaOut("output_cost_per_video_token"), false);
    usage.others().forEach(this::other);
    BigDecimal perRequest = charges.perRequest();
    if (perRequest.signum() > 0) {
      sum = sum.add(way == null ? perRequest : decide(TIER_AT_THE_USUAL_RATE, perRequest, null));
    }
    return new Answer(open ? null : Numbers.plain(sum), met);
  }

  /** A rate, asked for only where there is something that it prices. */
  private interface Rate {
    BigDecimal get();
  }

  private void tokens(String kind, Rate rate, boolean isCache) {
    long count = usage.of(kind);
    if (count > 0) {
      BigDecimal each = rate.get();
      if (charges.areTokensZeroBesideOthers()) {
        each = decide(ZERO_BESIDE_A_CHARGE_IS_FREE, each, null);
      }
      sum = sum.add(BigDecimal.valueOf(count).multiply(each).multiply(factor(isCache)));
    }
  }

  private BigDecimal factor(boolean isCache) {
    BigDecimal factor = BigDecimal.ONE;
    for (String served : usage.served()) {
      BigDecimal each = charges.factor(served);
      if (each != null) {
        boolean leavesCachesOut = isCache && charges.isFactorOfProvider(served);
        factor =
            factor.multiply(
                leavesCachesOut ? decide(FACTOR_WITHOUT_CACHES, BigDecimal.ONE, each) : each);
      }
    }
    return factor;
  }

  /** {@return one of two rates; if the other way has none, all is open there} */
  private BigDecimal decide(Difference why, BigDecimal theirs, @Nullable BigDecimal ours) {
    if (ours != null && theirs.compareTo(ours) == 0) {
      return theirs;
    }
    met.add(why);
    if (here && ours == null) {
      open = true;
    }
    return here && ours != null ? ours : theirs;
  }

  /** {@return the rate of a member at this length and tier; null if it is not written} */
  private @Nullable BigDecimal applied(String member) {
    Map<?, ?> range = charges.range(usage.prompt());
    if (range != null) {
      return ListedCharges.rate(range, member);
    }
    BigDecimal base = way == null ? rate(member) : rate(member + "_" + way);
    if (base == null && way != null && rate(member) != null) {
      base = decide(TIER_AT_THE_USUAL_RATE, rate(member), null);
    }
    String threshold = charges.threshold(usage.prompt());
    if (threshold == null) {
      return base;
    }
    BigDecimal above = rate(member + threshold);
    if (way == null) {
      return above == null ? base : above;
    }
    BigDecimal own = rate(member + threshold + "_" + way);
    if (own != null) {
      return own;
    }
    BigDecimal theirs = above == null ? base : above;
    if (theirs == null) {
      return null;
    }
    return decide(TIER_AT_THE_USUAL_RATE, theirs, isTierOpen() ? null : base);
  }

  private BigDecimal input() {
    if (isBatch()) {
      return batch(IN);
    }
    BigDecimal rate = applied(IN);
    return rate == null ? decide(TEXT_WITHOUT_RATE_IS_FREE, BigDecimal.ZERO, null) : rate;
  }

  private BigDecimal output() {
    if (isBatch()) {
      return batch(OUT);
    }
    BigDecimal rate = applied(OUT);
    BigDecimal ofImages = rate("output_cost_per_image_token");
    if ((rate == null || rate.signum() == 0) && ofImages != null) {
      return decide(TEXT_AT_THE_RATE_OF_IMAGES, ofImages, rate);
    }
    if (rate == null && SILENT.contains(String.valueOf(entry.get("mode"))) && rate(IN) != null) {
      return BigDecimal.ZERO;
    }
    return rate == null ? decide(TEXT_WITHOUT_RATE_IS_FREE, BigDecimal.ZERO, null) : rate;
  }

  private boolean isBatch() {
    return BATCH.equals(way);
  }

  private BigDecimal batch(String member) {
    BigDecimal rate = rate(member + "_" + BATCH);
    BigDecimal usual = rate(member);
    if (rate != null) {
      return isTierOpen() ? decide(BATCH_AT_ONE_RATE, rate, null) : rate;
    }
    BigDecimal half = usual == null ? BigDecimal.ZERO : usual.multiply(new BigDecimal("0.5"));
    return decide(BATCH_AT_ONE_RATE, half, null);
  }

  private BigDecimal cacheRead() {
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(IN), rate(READ) == null ? batch(IN) : null);
    }
    return cache(READ);
  }

  private BigDecimal cacheWrite() {
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(IN), rate(WRITE) == null ? batch(IN) : null);
    }
    return cache(WRITE);
  }

  private BigDecimal cache(String member) {
    BigDecimal rate = applied(member);
    if (rate != null) {
      return rate;
    }
    BigDecimal old = rate("input_cost_per_token_cache_hit");
    if (member.equals(READ) && way == null && old != null) {
      return decide(OLD_NAME_IS_NOT_READ, BigDecimal.ZERO, old);
    }
    boolean asInput = charges.range(usage.prompt()) != null || charges.isOf("dashscope");
    return asInput ? input() : decide(CACHE_WITHOUT_RATE_IS_FREE, BigDecimal.ZERO, input());
  }

  private BigDecimal cacheWrite1h() {
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(IN), null);
    }
    BigDecimal rate = applied(WRITE_1H);
    return rate == null
        ? decide(CACHE_OF_AN_HOUR_WITHOUT_RATE_IS_FREE, BigDecimal.ZERO, null)
        : rate;
  }

  /** {@return whether a tier has rates for prompts of this length} */
  private boolean isTierOpen() {
    String threshold = charges.threshold(usage.prompt());
    return way != null && threshold != null && !charges.hasAnyEndingIn(threshold + "_" + way);
  }

  private BigDecimal audioIn() {
    String member = "input_cost_per_audio_token";
    BigDecimal usual = rate(member);
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(IN), null);
    }
    BigDecimal own = way == null ? usual : rate(member + "_" + way);
    if (own != null && !isTierOpen()) {
      return own;
    }
    if (own == null && usual == null) {
      return decide(AUDIO_WITHOUT_RATE_IS_FREE, BigDecimal.ZERO, null);
    }
    return decide(TIER_AT_THE_USUAL_RATE, own == null ? usual : own, null);
  }

  private BigDecimal pictureIn(String member) {
    BigDecimal own = rate(member);
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(IN), own == null ? batch(IN) : null);
    }
    if (own != null) {
      return way == null ? own : decide(TIER_AT_THE_USUAL_RATE, own, null);
    }
    BigDecimal usual = rate(IN);
    return decide(IMAGES_AT_THE_USUAL_TEXT_RATE, usual == null ? BigDecimal.ZERO : usual, input());
  }

  private BigDecimal mediaOut(String member) {
    BigDecimal own = rate(member);
    if (isBatch()) {
      return decide(BATCH_AT_ONE_RATE, batch(OUT), null);
    }
    if (own == null) {
      return decide(MEDIA_WITHOUT_RATE_COST_AS_TEXT, output(), null);
    }
    return way == null ? own : decide(TIER_AT_THE_USUAL_RATE, own, null);
  }

  private BigDecimal thinking() {
    if (isBatch()) {
      boolean asText = rate(THINKING) == null || isSame(rate(THINKING), rate(OUT));
      return decide(BATCH_AT_ONE_RATE, batch(OUT), asText ? batch(OUT) : null);
    }
    Map<?, ?> range = charges.range(usage.prompt());
    BigDecimal own = range == null ? rate(THINKING) : ListedCharges.rate(range, THINKING);
    if (charges.isOf("perplexity")) {
      BigDecimal once = own == null ? output() : own;
      BigDecimal onTop = own == null ? BigDecimal.ZERO : own;
      return decide(THINKING_ON_TOP, output().add(onTop), once);
    }
    if (way == null || own == null) {
      return own == null ? output() : own;
    }
    BigDecimal ofTier = rate(THINKING + "_" + way);
    if (ofTier != null) {
      return ofTier;
    }
    boolean asText = isSame(own, rate(OUT));
    if (rate(OUT + "_" + way) != null) {
      return decide(THINKING_OF_A_TIER_AS_TEXT, output(), asText ? output() : null);
    }
    return decide(TIER_AT_THE_USUAL_RATE, own, asText ? output() : null);
  }

  private void other(String kind, long count) {
    BigDecimal rate = charges.other(kind);
    BigDecimal each = rate;
    if (charges.isOf("perplexity") && kind.equals("num_search_queries")) {
      each = decide(SEARCH_AT_A_THOUSANDTH, charges.search("low").movePointLeft(3), rate);
    }
    if (way != null) {
      each = decide(TIER_AT_THE_USUAL_RATE, each, null);
    }
    sum = sum.add(BigDecimal.valueOf(count).multiply(each));
  }

  private @Nullable BigDecimal rate(String member) {
    return ListedCharges.rate(entry, member);
  }

  private static boolean isSame(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a != null && b != null && a.compareTo(b) == 0;
  }
}
