package io.tokentally.aggregation;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import io.tokentally.value.ValueStyle;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The price of one model from one date on: the columns of docs/weave.md section 3. Rates are exact,
 * in a currency per token. Immutable and thread-safe.
 *
 * <p>The four rates are those of the contract. A price list may know more: a rate for tokens that
 * are cached for an hour, {@link #otherRates} by kind, and {@link #variants} for long prompts,
 * hours of the day, and other ways of serving.
 *
 * <p>A negative rate can be built. It is rejected where rows are created, and by {@link
 * PriceTable#of(java.util.Collection)}; {@link io.tokentally.dsl.Dialect#WEAVE} lets it through. In
 * a {@link PriceVariant} it is always rejected.
 */
@Value.Immutable
@ValueStyle
public sealed interface PriceRow extends TokenRates permits ImmutablePriceRow {

  /** The level of rows that apply to one project, which {@link #pricingLevelId} names. */
  String PROJECT_LEVEL = "project";

  /** The level, and the level id, of rows that apply to every project. */
  String DEFAULT_LEVEL = "default";

  /**
   * {@return the id, unique in a table} Of two rows with one effective date that were made at the
   * same time the one with the greater id wins.
   */
  String id();

  /**
   * {@return {@link #PROJECT_LEVEL} or {@link #DEFAULT_LEVEL}, exactly these strings; {@code
   * default} unless set} A row of any other level is kept, and never applies.
   */
  @Value.Default
  default String pricingLevel() {
    return DEFAULT_LEVEL;
  }

  /**
   * {@return the id of the project for rows of the project level, {@code default} for those of the
   * default level; {@code default} unless set} A row of the default level with another id never
   * applies.
   */
  @Value.Default
  default String pricingLevelId() {
    return DEFAULT_LEVEL;
  }

  /**
   * {@return the provider whose price it is, null for none in particular} It counts only where a
   * provider is asked for: {@link TallyOptions#providerId}, {@link ModelMatch#providerId}.
   */
  @Nullable String providerId();

  /** {@return the model, matched exactly, case included} */
  String llmId();

  /** {@return from when on the row is in effect} */
  Instant effectiveDate();

  /**
   * {@return other rates, for calls that meet their conditions: of those that a call meets, the
   * last one counts; where it meets none, the row's own rates do} They are in the row's units. Of
   * marginal ones every one that a call meets counts, each for the tokens above its number.
   *
   * <p>A call that was served in another way than the usual one has no price where no variant is
   * for that way.
   */
  List<PriceVariant> variants();

  /** {@return where the price stands: an address, or the name of a list; null if not known} */
  @Nullable String source();

  /** {@return the currency of prompt and cache rates; USD unless set} */
  @Value.Default
  default String promptTokenCostUnit() {
    return PriceColumns.DEFAULT_UNIT;
  }

  /** {@return the currency of the completion rate; USD unless set} */
  @Value.Default
  default String completionTokenCostUnit() {
    return PriceColumns.DEFAULT_UNIT;
  }

  /** {@return the id of the user who created the row, null if not known} */
  @Nullable String createdBy();

  /**
   * {@return when the row was made, null if not known; of two rows with one effective date the
   * later made wins}
   */
  @Nullable Instant createdAt();

  /**
   * {@return whether the cache read rate is a 0 that nobody wrote: the contract's default} Counts
   * priced by it are noted in the report.
   */
  @Value.Default
  default boolean cacheReadCostUnwritten() {
    return false;
  }

  /** {@return the same for the cache creation rate} */
  @Value.Default
  default boolean cacheCreationCostUnwritten() {
    return false;
  }

  /** {@return whether the row applies to every project} */
  default boolean isDefaultLevel() {
    return pricingLevel().equals(DEFAULT_LEVEL) && pricingLevelId().equals(DEFAULT_LEVEL);
  }

  /**
   * {@return the rates that nobody charges, by name, each the greatest among the row and its
   * variants: 0.01 USD or more per token, 0.1 of audio} They are most often prices of a million
   * tokens: docs/semantics.md rule 65.
   */
  default Map<String, BigDecimal> impossibleRates() {
    return ImpossibleRates.of(this);
  }

  /** {@return the fields of price rows, for queries over them} */
  static FieldResolver<PriceRow> fields() {
    return PriceFields.FIELDS;
  }

  /** {@return a builder; id, model, date, prompt and completion rate are required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link PriceRow}: a setter for each accessor but {@link #isDefaultLevel} and {@link
   * #impossibleRates}, of the same name, which takes null where the accessor may give it. Not
   * thread-safe.
   */
  final class Builder extends ImmutablePriceRow.Builder {
    Builder() {}

    /**
     * {@return the row}
     *
     * @throws IllegalStateException if something that is required was not set
     * @throws io.tokentally.ValidationException if a rate is too long to write a cost out, with
     *     every such rate
     */
    @Override
    public PriceRow build() {
      PriceRow row = super.build();
      ErrorCollector faults = new ErrorCollector();
      RatesByName.checkAll(row, Rates::checkLength, Loc.ROOT, faults);
      faults.throwIfAny();
      return RatesByName.havePlainScale(row) ? row : withPlainRates(row);
    }

    /** {@return the row with rates in the one scale that they are compared with} */
    private static PriceRow withPlainRates(PriceRow row) {
      return builder()
          .from(row)
          .promptTokenCost(Numbers.plain(row.promptTokenCost()))
          .completionTokenCost(Numbers.plain(row.completionTokenCost()))
          .cacheReadInputTokenCost(Numbers.plainOrNull(row.cacheReadInputTokenCost()))
          .cacheCreationInputTokenCost(Numbers.plainOrNull(row.cacheCreationInputTokenCost()))
          .cacheCreation1hInputTokenCost(Numbers.plainOrNull(row.cacheCreation1hInputTokenCost()))
          .otherRates(RatesByName.plain(row.otherRates()))
          .build();
    }
  }
}
