package io.tokentally.aggregation;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import io.tokentally.value.ValueStyle;
import java.time.Instant;
import java.time.LocalTime;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Other rates of a {@link PriceRow}, for the calls that meet its conditions: a long prompt, or
 * certain hours of the day. All tokens of such a call take these rates. Immutable and thread-safe.
 *
 * <p>Building rejects rates that are negative or too long to write out, a negative number of
 * tokens, and hours of which only one end is given, with a {@link
 * io.tokentally.ValidationException}.
 */
@Value.Immutable
@ValueStyle
public sealed interface PriceVariant extends TokenRates permits ImmutablePriceVariant {

  /**
   * {@return the number of prompt tokens, cached ones included, that a call has to exceed; 0 unless
   * set}
   */
  @Value.Default
  default long abovePromptTokens() {
    return 0;
  }

  /** {@return the time of day, in UTC, from which on the rates apply; null for the whole day} */
  @Nullable LocalTime hoursFrom();

  /**
   * {@return the time of day, in UTC, before which the rates apply; null for the whole day} It may
   * lie before {@link #hoursFrom}: the hours then go over midnight. The same time is the whole day.
   */
  @Nullable LocalTime hoursUntil();

  /**
   * {@return whether a call takes these rates}
   *
   * @param promptTokens the tokens of its prompt, cached ones included
   * @param startedAt when it began
   */
  default boolean appliesTo(long promptTokens, Instant startedAt) {
    return (abovePromptTokens() == 0 || promptTokens > abovePromptTokens())
        && isWithinHours(startedAt);
  }

  private boolean isWithinHours(Instant moment) {
    LocalTime from = hoursFrom();
    LocalTime until = hoursUntil();
    if (from == null || until == null) {
      return true;
    }
    LocalTime time =
        LocalTime.ofSecondOfDay(Math.floorMod(moment.getEpochSecond(), 24 * 60 * 60L))
            .withNano(moment.getNano());
    boolean begun = !time.isBefore(from);
    boolean notOver = time.isBefore(until);
    return from.isBefore(until) ? begun && notOver : begun || notOver;
  }

  /** {@return the conditions in few words, such as {@code above 200000 prompt tokens}} */
  default String label() {
    String tokens =
        abovePromptTokens() == 0 ? "" : "above " + abovePromptTokens() + " prompt tokens";
    String hours = hoursFrom() == null ? "" : hoursFrom() + " to " + hoursUntil() + " UTC";
    return tokens.isEmpty() || hours.isEmpty() ? tokens + hours : tokens + ", " + hours;
  }

  /** {@return a builder; prompt and completion rate are required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link PriceVariant}: a setter for each rate and condition, of the same name, which
   * takes null where the accessor may give it. Not thread-safe.
   */
  final class Builder extends ImmutablePriceVariant.Builder {
    Builder() {}

    /**
     * {@return the variant}
     *
     * @throws IllegalStateException if the prompt or the completion rate was not set
     * @throws io.tokentally.ValidationException for what a variant cannot have, with every error
     */
    @Override
    public PriceVariant build() {
      PriceVariant variant = super.build();
      check(variant);
      return Rates.havePlainScale(variant) ? variant : withPlainRates(variant);
    }

    private static void check(PriceVariant variant) {
      ErrorCollector faults = new ErrorCollector();
      Rates.checkAll(variant, Rates::check, Loc.ROOT, faults);
      if (variant.abovePromptTokens() < 0) {
        String msg = "expected 0 or more tokens, found " + variant.abovePromptTokens();
        faults.add(Loc.ROOT.key("above_prompt_tokens"), Type.VALUE, msg);
      }
      if ((variant.hoursFrom() == null) != (variant.hoursUntil() == null)) {
        String missing = variant.hoursFrom() == null ? "hours_from" : "hours_until";
        faults.add(Loc.ROOT.key(missing), Type.MISSING, "expected both ends of the hours");
      }
      faults.throwIfAny();
    }

    /** {@return the variant with rates in the one scale that they are compared with} */
    private static PriceVariant withPlainRates(PriceVariant variant) {
      return builder()
          .from(variant)
          .promptTokenCost(Numbers.plain(variant.promptTokenCost()))
          .completionTokenCost(Numbers.plain(variant.completionTokenCost()))
          .cacheReadInputTokenCost(Numbers.plainOrNull(variant.cacheReadInputTokenCost()))
          .cacheCreationInputTokenCost(Numbers.plainOrNull(variant.cacheCreationInputTokenCost()))
          .cacheCreation1hInputTokenCost(
              Numbers.plainOrNull(variant.cacheCreation1hInputTokenCost()))
          .build();
    }
  }
}
