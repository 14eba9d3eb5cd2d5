package io.tokentally.aggregation;

import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.value.ValueStyle;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How usage is read, priced and summed: by the rules of a {@link Dialect}, and the options that
 * users set for their own sake. Immutable and thread-safe; the usage format has to be so, too.
 */
@Value.Immutable
@ValueStyle
public sealed interface TallyOptions permits ImmutableTallyOptions {

  /** The greatest {@link #maxSums}: so many can be held. */
  long MOST_SUMS = 150_000_000;

  /** The default of every option, in {@link Dialect#STANDARD}. */
  TallyOptions DEFAULT = builder().build();

  /**
   * {@return whose rules hold; {@link Dialect#STANDARD} by default} They say what becomes of a
   * count under two names, of negative amounts, of cache rates that are absent, of what has no
   * price, and of one model's prices in different units: docs/semantics.md sections 6 to 8,
   * docs/weave.md section 13. They also give the defaults of {@link #cacheConvention} and {@link
   * #beforeFirstPrice}.
   */
  @Value.Default
  default Dialect dialect() {
    return Dialect.STANDARD;
  }

  /** {@return whose usage a summary holds; {@link UsageScope#OWN} by default} */
  @Value.Default
  default UsageScope usageScope() {
    return UsageScope.OWN;
  }

  /**
   * {@return the operations that only run others, for {@link UsageScope#AUTO}; {@link
   * WrapperOperations#KNOWN} by default}
   */
  @Value.Default
  default WrapperOperations wrapperOperations() {
    return WrapperOperations.KNOWN;
  }

  /** {@return the form in which usage was recorded; {@link UsageFormat#CONTRACT} by default} */
  @Value.Default
  default UsageFormat usageFormat() {
    return UsageFormat.CONTRACT;
  }

  /**
   * {@return whether prompt counts include cached tokens; by default {@link CacheConvention#AUTO},
   * in the WEAVE dialects {@link CacheConvention#INCLUSIVE}}
   */
  @Value.Default
  default CacheConvention cacheConvention() {
    return TallyRules.of(dialect()).promptsIncludeCache()
        ? CacheConvention.INCLUSIVE
        : CacheConvention.AUTO;
  }

  /**
   * {@return the price of early calls; by default {@link BeforeFirstPrice#EARLIEST}, in the WEAVE
   * dialects {@link BeforeFirstPrice#LATEST}}
   */
  @Value.Default
  default BeforeFirstPrice beforeFirstPrice() {
    return TallyRules.of(dialect()).earlyCallsTakeLatestPrice()
        ? BeforeFirstPrice.LATEST
        : BeforeFirstPrice.EARLIEST;
  }

  /** {@return the only provider whose prices count; null, the default, for all} */
  @Nullable String providerId();

  /** {@return whether to price the usage; without, all costs are null and nothing is unpriced} */
  @Value.Default
  default boolean includeCosts() {
    return true;
  }

  /**
   * {@return how many findings of each kind a report lists, at least 1; 100,000 by default} It
   * counts the others: {@link io.tokentally.aggregation.UsageReport#leftOut}. Of the calls of an
   * {@link io.tokentally.aggregation.UnpricedModel} it lists as many.
   */
  @Value.Default
  default int maxFindings() {
    return 100_000;
  }

  /**
   * {@return of how many models a call may have recorded usage, at least 1; 10,000 by default} A
   * call with more is rejected, and with it the report.
   */
  @Value.Default
  default int maxModelsPerCall() {
    return 10_000;
  }

  /**
   * {@return how many sums a report may have, from 1 to {@value #MOST_SUMS}; 50,000,000 by default}
   * A sum is what one call, with everything below it, has of one model at one price. Above that the
   * calls are rejected: a chain of calls each of which has a model of its own would have as many as
   * the square of its length.
   */
  @Value.Default
  default long maxSums() {
    return 50_000_000;
  }

  /** {@return the options of a dialect, each at its default there} */
  static TallyOptions of(Dialect dialect) {
    return builder().dialect(dialect).build();
  }

  /** {@return a builder; every option has a default} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds {@link TallyOptions}: a setter for each option, of the same name; the provider may be
   * null. {@code from} copies every option as it is, those that were defaults of the dialect, too.
   * {@code build()} throws an {@link IllegalArgumentException} for a limit that is out of range.
   * Not thread-safe.
   */
  final class Builder extends ImmutableTallyOptions.Builder {
    Builder() {}

    @Override
    public TallyOptions build() {
      TallyOptions options = super.build();
      atLeastOne("maxFindings", options.maxFindings());
      atLeastOne("maxModelsPerCall", options.maxModelsPerCall());
      if (options.maxSums() < 1 || options.maxSums() > MOST_SUMS) {
        throw new IllegalArgumentException(
            "expected maxSums from 1 to " + MOST_SUMS + ", found " + options.maxSums());
      }
      return options;
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException("expected " + name + " of 1 or more, found " + value);
      }
    }
  }
}
