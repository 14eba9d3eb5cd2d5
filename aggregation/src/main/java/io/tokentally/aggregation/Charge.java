package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What some calls were charged alike: so much of one kind, at one rate. The charges of a group of
 * {@link UsageReport#chargesBy} add up to its cost, exactly.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model, as it was recorded
 * @param kind {@code prompt_tokens} (those that are not cached), {@code completion_tokens}, {@code
 *     cache_read_input_tokens}, {@code cache_creation_input_tokens}, {@link
 *     UnpricedKind#CACHE_CREATION_1H}, or another kind
 * @param within the count that it is part of
 * @param count how many; not 0
 * @param rate currency for each; null if nothing prices it
 * @param unit the currency; null without a rate
 * @param uncachedRate currency for each, had there been no cache; null for what is of no cache, and
 *     where there is no such rate
 */
public record Charge(
    String model,
    String kind,
    OtherKind.Within within,
    BigInteger count,
    @Nullable BigDecimal rate,
    @Nullable String unit,
    @Nullable BigDecimal uncachedRate) {

  public Charge {
    requireNonNull(model, "model");
    requireNonNull(kind, "kind");
    requireNonNull(within, "within");
    requireNonNull(count, "count");
  }

  /** {@return count times rate, exact; null without a rate} */
  public @Nullable BigDecimal amount() {
    return at(rate);
  }

  /** {@return what as many would cost at another rate, exact; null without one} */
  @Nullable BigDecimal at(@Nullable BigDecimal other) {
    return other == null ? null : Numbers.plain(new BigDecimal(count).multiply(other));
  }
}
