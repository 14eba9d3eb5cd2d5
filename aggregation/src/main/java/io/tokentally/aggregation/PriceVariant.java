package io.tokentally.aggregation;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import io.tokentally.value.ValueStyle;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Other rates of a {@link PriceRow}, for the calls that meet all of its conditions: a long prompt,
 * certain hours of certain days, ways of serving. All usage of such a call takes these rates,
 * unless they are {@linkplain #marginal marginal}. Immutable and thread-safe.
 *
 * <p>Building rejects rates that are negative or too long to write out, a negative number of
 * tokens, hours of which only one end is given, and marginal rates without a number of tokens, with
 * a {@link io.tokentally.ValidationException}.
 */
@Value.Immutable
@ValueStyle
public sealed interface PriceVariant extends TokenRates permits ImmutablePriceVariant {

  /**
   * {@return the number of prompt tokens, cached ones included, that a call has to exceed; 0 unless
   * set} Rates that hold from 200,000 tokens on are those above 199,999.
   */
  @Value.Default
  default long abovePromptTokens() {
    return 0;
  }

  /**
   * {@return whether of each kind of tokens only those above {@link #abovePromptTokens} take these
   * rates, each kind counted by itself; unless set, all do where the prompt is above it}
   */
  @Value.Default
  default boolean marginal() {
    return false;
  }

  /**
   * {@return the time of day, in {@link #hoursZone}, from which on the rates apply; null for the
   * whole day}
   */
  @Nullable LocalTime hoursFrom();

  /**
   * {@return the time of day, in {@link #hoursZone}, before which the rates apply; null for the
   * whole day} It may lie before {@link #hoursFrom}: the hours then go over midnight. The same time
   * is the whole day.
   */
  @Nullable LocalTime hoursUntil();

  /** {@return the zone of the hours; UTC unless set} */
  @Value.Default
  default ZoneId hoursZone() {
    return ZoneOffset.UTC;
  }

  /** {@return the days of the week on which the rates apply; none for all days} */
  Set<DayOfWeek> weekdays();

  /** {@return the zone whose calendar says which day of the week it is; UTC unless set} */
  @Value.Default
  default ZoneId weekdayZone() {
    return ZoneOffset.UTC;
  }

  /**
   * {@return the ways in which the call was served, which have to be exactly those of the call;
   * none for calls served as usual} They have the names that usage has for them: {@link
   * OtherKind#servedAs}.
   */
  Set<String> servedAs();

  /**
   * {@return whether a call that was served as usual takes these rates}
   *
   * @param promptTokens the tokens of its prompt, cached ones included
   * @param startedAt when it began
   */
  default boolean appliesTo(long promptTokens, Instant startedAt) {
    return appliesTo(promptTokens, startedAt, List.of());
  }

  /**
   * {@return whether a call takes these rates; if they are marginal, whether any of its tokens may}
   *
   * @param promptTokens the tokens of its prompt, cached ones included
   * @param startedAt when it began
   * @param served the ways in which it was served that are not the usual ones
   */
  default boolean appliesTo(long promptTokens, Instant startedAt, Collection<String> served) {
    return (abovePromptTokens() == 0 || marginal() || promptTokens > abovePromptTokens())
        && servedAs().size() == served.size()
        && servedAs().containsAll(served)
        && (weekdays().isEmpty()
            || weekdays().contains(ZonedTime.of(startedAt, weekdayZone()).getDayOfWeek()))
        && isWithinHours(startedAt);
  }

  private boolean isWithinHours(Instant moment) {
    LocalTime from = hoursFrom();
    LocalTime until = hoursUntil();
    if (from == null || until == null) {
      return true;
    }
    LocalTime time = ZonedTime.of(moment, hoursZone()).toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean notOver = time.isBefore(until);
    return from.isBefore(until) ? begun && notOver : begun || notOver;
  }

  /** {@return the conditions in few words, such as {@code above 200000 prompt tokens}} */
  default String label() {
    List<String> words = new ArrayList<>();
    servedAs().stream().sorted().forEach(words::add);
    if (abovePromptTokens() > 0) {
      String which = marginal() ? "tokens above " : "above ";
      words.add(which + abovePromptTokens() + (marginal() ? "" : " prompt tokens"));
    }
    if (!weekdays().isEmpty()) {
      String days =
          weekdays().stream()
              .sorted()
              .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT))
              .collect(Collectors.joining(" "));
      words.add(days + (weekdayZone().equals(ZoneOffset.UTC) ? "" : " in " + weekdayZone()));
    }
    if (hoursFrom() != null) {
      String zone = hoursZone().equals(ZoneOffset.UTC) ? "UTC" : hoursZone().getId();
      words.add(hoursFrom() + " to " + hoursUntil() + " " + zone);
    }
    return String.join(", ", words);
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
      return RatesByName.havePlainScale(variant) ? variant : withPlainRates(variant);
    }

    private static void check(PriceVariant variant) {
      ErrorCollector faults = new ErrorCollector();
      RatesByName.checkAll(variant, Rates::check, Loc.ROOT, faults);
      if (variant.abovePromptTokens() < 0) {
        String msg = "expected 0 or more tokens, found " + variant.abovePromptTokens();
        faults.add(Loc.ROOT.key("above_prompt_tokens"), Type.VALUE, msg);
      }
      if ((variant.hoursFrom() == null) != (variant.hoursUntil() == null)) {
        String missing = variant.hoursFrom() == null ? "hours_from" : "hours_until";
        faults.add(Loc.ROOT.key(missing), Type.MISSING, "expected both ends of the hours");
      }
      if (variant.marginal() && variant.abovePromptTokens() == 0) {
        String msg = "expected a number of tokens above which the marginal rates apply";
        faults.add(Loc.ROOT.key("above_prompt_tokens"), Type.MISSING, msg);
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
          .otherRates(RatesByName.plain(variant.otherRates()))
          .build();
    }
  }
}
