package io.tokentally.aggregation.rollup.pricing;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The prices of one model in one project. Not thread-safe. */
final class ModelPrices {

  /** A choice, with what is found out about it once instead of for every call. */
  static final class Price {

    private final PriceChoice choice;
    private final AppliedRates withoutVariant;
    private final boolean plain;

    private Price(PriceChoice choice, ModelName name) {
      PriceRow row = choice.row();
      this.choice = choice;
      this.withoutVariant = new AppliedRates(row, null);
      this.plain =
          !choice.fromFuture()
              && !row.cacheReadCostUnwritten()
              && !row.cacheCreationCostUnwritten()
              && row.variants().isEmpty()
              && row.withoutRate().isEmpty()
              && !row.otherRates().containsKey(OtherKind.REQUESTS)
              && name.pricedAs().equals(name.recorded())
              && !isOfOther(choice.match(), name);
    }

    /** {@return whether the price is one that a reader would not expect under that name} */
    static boolean isOfOther(@Nullable ModelMatch match, ModelName name) {
      return match != null
          && (match.rule() == ModelMatch.Rule.ASKED || !match.llmId().equals(name.recorded()));
    }

    PriceChoice choice() {
      return choice;
    }

    /** {@return the rates where no variant holds} */
    AppliedRates withoutVariant() {
      return withoutVariant;
    }

    /**
     * {@return whether there is nothing to report of it, no variant, and a rate of each of the
     * four}
     */
    boolean isPlain() {
      return plain;
    }
  }

  private final ModelName name;
  private final @Nullable String project;
  private final Function<Instant, Optional<PriceChoice>> prices;
  private final Function<@Nullable Instant, Optional<UnpricedReason>> reasons;
  private final List<Price> known = new ArrayList<>(2);

  private @Nullable UnpricedReason withoutDate;
  private @Nullable UnpricedReason withDate;

  /**
   * @param reasons why a call that began then has no price, the same for all dates that have none
   */
  ModelPrices(
      ModelName name,
      @Nullable String project,
      Function<Instant, Optional<PriceChoice>> prices,
      Function<@Nullable Instant, Optional<UnpricedReason>> reasons) {
    this.name = name;
    this.project = project;
    this.prices = prices;
    this.reasons = reasons;
  }

  boolean isOf(ModelName asked, @Nullable String ofProject) {
    return name.equals(asked) && Objects.equals(project, ofProject);
  }

  /** {@return the price of a call that began then; null if there is none} */
  @Nullable Price at(Instant startedAt) {
    PriceChoice choice = prices.apply(startedAt).orElse(null);
    return choice == null ? null : price(choice);
  }

  /** {@return why a call that began then has no price} */
  UnpricedReason why(@Nullable Instant startedAt) {
    UnpricedReason known = startedAt == null ? withoutDate : withDate;
    if (known == null) {
      known = reasons.apply(startedAt).orElseThrow();
      withoutDate = startedAt == null ? known : withoutDate;
      withDate = startedAt == null ? withDate : known;
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // a table gives the same object for the same choice
  private Price price(PriceChoice choice) {
    for (Price price : known) {
      if (price.choice == choice) {
        return price;
      }
    }
    Price price = new Price(choice, name);
    known.add(price);
    return price;
  }
}
