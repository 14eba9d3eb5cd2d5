package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Why something has no price, and what would change that: docs/semantics.md rule 59.
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind why
 * @param nearest a name that the prices know and that may be meant, never more than a suggestion:
 *     {@link PriceTable#alias} accepts it, and then there is a price; null if there is none
 * @param detail what is known besides, in words: which providers, when the first price takes
 *     effect, why a list was not followed; null if nothing is
 */
public record UnpricedReason(Kind kind, @Nullable String nearest, @Nullable String detail) {
  public UnpricedReason {
    requireNonNull(kind, "kind");
  }

  /** {@return the reason in words, for people, with what is known besides} */
  public String why() {
    String why =
        switch (kind) {
          case NO_ROW -> "no price has this name";
          case NO_DATE -> "the call has no started_at, which decides between prices";
          case ALL_LATER -> "all its prices take effect later";
          case OTHER_PROVIDER -> "only other providers have a price";
          case AMBIGUOUS -> "several prices differ, and nothing says which one it is";
          case SKIPPED -> "the price list names it without a price that can be used";
          case NO_RATE -> "the price has no rate for this";
        };
    return detail == null ? why : why + " (" + detail + ")";
  }

  /** {@return the same reason with this name as the nearest one, unless it has one} */
  UnpricedReason withNearest(@Nullable String name) {
    return nearest != null || name == null ? this : new UnpricedReason(kind, name, detail);
  }

  /** Why there is no price. Constants may be added in a minor release. */
  public enum Kind {
    /**
     * No price of that name. {@link PriceTable#alias} takes that of another name, {@link
     * PriceTable#orElse} asks further prices.
     */
    NO_ROW,
    /** There are prices, but the call does not say when it began: {@code started_at}. */
    NO_DATE,
    /**
     * All prices take effect after the call began. {@link BeforeFirstPrice#EARLIEST} takes the
     * first of them.
     */
    ALL_LATER,
    /**
     * There are prices of that name, of other providers. {@link PriceTable#alias} takes one of
     * them; {@link TallyOptions#providerId} says who served.
     */
    OTHER_PROVIDER,
    /**
     * Several prices could be meant, and they differ. {@link TallyOptions#providerId}, or the
     * provider in the recorded usage, says which one is; {@link PriceTable#alias} does for a model.
     */
    AMBIGUOUS,
    /**
     * The price list has an entry of that name that was not taken. A row of one's own, asked first
     * with {@link PriceTable#orElse}, gives a price.
     */
    SKIPPED,
    /** The price has no rate for this kind of usage. A row of one's own with that rate has one. */
    NO_RATE
  }
}
