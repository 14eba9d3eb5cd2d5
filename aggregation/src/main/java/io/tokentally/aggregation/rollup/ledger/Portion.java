package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.value.CodePoints;
import java.util.Comparator;
import java.util.List;

/**
 * A part of one entry of usage that is priced in its own way: what the four rates price, or one
 * kind. The portions of an entry are disjoint and have all its counts together: docs/semantics.md
 * rule 62. Immutable.
 */
public final class Portion implements Comparable<Portion> {

  private static final Comparator<Portion> ORDER =
      Comparator.comparing(Portion::kind, CodePoints::compare)
          .thenComparing(Portion::within)
          .thenComparing(portion -> portion.rate)
          .thenComparing(portion -> String.join("\0", portion.servedAs));

  private static final String FOUR = "";

  /** What the four rates price, served as usual. */
  public static final Portion FOUR_RATES =
      new Portion(FOUR, Within.NOTHING, Rate.OF_ITS_OWN, List.of());

  /** Tokens written to a cache for an hour, served as usual. */
  static final Portion LONG_CACHE =
      new Portion(
          UnpricedKind.CACHE_CREATION_1H, Within.CACHE_CREATION, Rate.OF_ITS_OWN, List.of());

  private final String kind;
  private final Within within;
  private final Rate rate;
  private final List<String> servedAs;
  private final int hash;

  private Portion(String kind, Within within, Rate rate, List<String> servedAs) {
    this.kind = kind;
    this.within = within;
    this.rate = rate;
    this.servedAs = servedAs;
    this.hash = 31 * kind.hashCode() + servedAs.hashCode();
  }

  static Portion of(OtherKind other, List<String> servedAs) {
    return new Portion(other.kind(), other.within(), other.rate(), servedAs);
  }

  /** {@return the portion of what one of the four rates would price, but does not} */
  static Portion of(FourRates without, List<String> servedAs) {
    return new Portion(without.tokens(), without.within(), Rate.OF_ITS_OWN, servedAs);
  }

  /** {@return the same of usage that was served in these ways, sorted} */
  public Portion servedAs(List<String> ways) {
    return ways.equals(servedAs) ? this : new Portion(kind, within, rate, ways);
  }

  /** {@return whether it is what the four rates price} */
  public boolean isFourRates() {
    return kind.isEmpty();
  }

  /** {@return the kind; empty for what the four rates price} */
  public String kind() {
    return kind;
  }

  Within within() {
    return within;
  }

  /** {@return whether it costs as much as text in its place where a price has no rate for it} */
  public boolean costsAsText() {
    return rate == Rate.AS_TEXT;
  }

  /** {@return the ways in which it was served that are not the usual ones, sorted} */
  public List<String> servedAs() {
    return servedAs;
  }

  @Override
  public int compareTo(Portion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Portion that
        && (this == that
            || (hash == that.hash
                && kind.equals(that.kind)
                && within == that.within
                && rate == that.rate
                && servedAs.equals(that.servedAs)));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
