package io.tokentally.assertj;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import java.math.BigDecimal;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the usage of one model: counts, and the cost in the unit of its price. */
public final class UsageAssert extends AbstractAssert<UsageAssert, LLMAggregatedUsage> {

  UsageAssert(@Nullable LLMAggregatedUsage actual) {
    super(actual, UsageAssert.class);
  }

  /** Checks a count. */
  public UsageAssert has(UsageCount count, long expected) {
    isNotNull();
    long found = count.of(actual);
    if (found != expected) {
      throw failed(count.wireName() + " to be " + expected, String.valueOf(found));
    }
    return this;
  }

  /** Checks that a count is not above a number. */
  public UsageAssert hasAtMost(UsageCount count, long most) {
    isNotNull();
    long found = count.of(actual);
    if (found > most) {
      throw failed(count.wireName() + " to be at most " + most, String.valueOf(found));
    }
    return this;
  }

  /** Checks the exact cost; fails where it is not known. The scale does not count. */
  public UsageAssert costs(String amount) {
    isNotNull();
    BigDecimal found = actual.totalCost();
    if (found == null || found.compareTo(new BigDecimal(amount)) != 0) {
      throw failed("the cost to be " + amount, text(found));
    }
    return this;
  }

  /** Checks that the cost is not above an amount; fails where it is not known. */
  public UsageAssert costsAtMost(String amount) {
    isNotNull();
    BigDecimal found = actual.totalCost();
    if (found == null || found.compareTo(new BigDecimal(amount)) > 0) {
      throw failed("the cost to be at most " + amount, text(found));
    }
    return this;
  }

  private static String text(@Nullable BigDecimal cost) {
    return cost == null ? "one that is not known, since some part has no price," : cost.toString();
  }

  private AssertionError failed(String expected, String found) {
    return failure("%s", "expected %s, found %s in %s".formatted(expected, found, actual));
  }
}
