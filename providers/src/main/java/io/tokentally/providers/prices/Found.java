package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UnpricedReason.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a search in a price list ends with: a match, or why there is none; neither where the list
 * does not have the name.
 */
record Found(@Nullable ModelMatch match, @Nullable UnpricedReason reason) {
  static final Found NOTHING = new Found(null, null);

  static Found of(ModelMatch match) {
    return new Found(match, null);
  }

  static Found not(Kind kind, String detail) {
    return new Found(null, new UnpricedReason(kind, null, detail));
  }

  /** {@return an entry that gave no price} Similar entries would be other models. */
  static Found skipped(String entry, String why) {
    return not(Kind.SKIPPED, entry + ": " + why);
  }

  boolean isNothing() {
    return match == null && reason == null;
  }

  /**
   * {@return this, or that other providers have the model}
   *
   * @param provider who was asked for
   * @param anywhere what there is without regard to the provider
   */
  Found orOfOther(@Nullable String provider, Found anywhere) {
    if (!isNothing() || provider == null || anywhere.isNothing()) {
      return this;
    }
    ModelMatch other = anywhere.match;
    String has = other == null || other.providerId() == null ? "others" : other.providerId();
    return not(Kind.OTHER_PROVIDER, "asked for " + provider + ", has " + has);
  }
}
