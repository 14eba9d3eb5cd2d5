package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tokens of a cache would have cost without it: docs/semantics.md rule 67. */
public final class UncachedRate {

  private static final Set<String> MODALITIES =
      Set.of("audio", "image", "video", "document", "other");

  private UncachedRate() {}

  /**
   * {@return the rate that tokens within a cache count have outside it; null for tokens of no
   * cache, and where there is no such rate}
   *
   * @param kind the kind of the tokens, such as {@code cache_read_audio_tokens}
   */
  public static @Nullable BigDecimal of(
      Portion portion, String kind, Within within, TokenRates rates, TallyRules rules) {
    if (within != Within.CACHE_READ && within != Within.CACHE_CREATION) {
      return null;
    }
    String modality = portion.isFourRates() ? "" : modality(kind);
    if (MODALITIES.contains(modality)) {
      String uncached = "input_" + modality + "_tokens";
      BigDecimal own =
          rates.withoutRate().contains(uncached) ? null : rates.otherRates().get(uncached);
      if (own != null || !portion.costsAsText()) {
        return own;
      }
    }
    return FourRates.PROMPT.of(rates, rules);
  }

  /** {@return what stands between the cache and the tokens} */
  private static String modality(String kind) {
    return kind.replaceFirst("^cache_(read|write)_", "").replaceFirst("_tokens$", "");
  }
}
