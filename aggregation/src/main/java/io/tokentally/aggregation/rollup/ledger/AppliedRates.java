package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.TokenRates;
import org.jspecify.annotations.Nullable;

/**
 * A price row, and the variant of it that applies, if one does. Equal only for the very same row
 * and variant of a table: comparing all their rates for every call would cost much.
 */
public record AppliedRates(PriceRow row, @Nullable PriceVariant variant) {

  public TokenRates rates() {
    return variant == null ? row : variant;
  }

  /** {@return the place of the variant in its row; -1 for the row's own rates} */
  public int place() {
    return variant == null ? -1 : row.variants().indexOf(variant);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AppliedRates that && isSame(row, that.row, variant, that.variant);
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(
      PriceRow a, PriceRow b, @Nullable PriceVariant of, @Nullable PriceVariant other) {
    return a == b && of == other;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(row) + System.identityHashCode(variant);
  }
}
