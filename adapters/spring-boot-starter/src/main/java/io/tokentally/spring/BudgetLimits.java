package io.tokentally.spring;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetPeriod;
import io.tokentally.recorder.Budgets;
import io.tokentally.spring.TokentallyProperties.Limit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The limits of the properties. Every error names the property that it is of. */
final class BudgetLimits {

  private static final String BUDGETS = "tokentally.budgets";

  private final List<Limit> limits;

  BudgetLimits(List<Limit> limits) {
    this.limits = limits;
  }

  /** {@return budgets with these limits} */
  Budgets build(Budgets.Builder budgets) {
    for (int i = 0; i < limits.size(); i++) {
      budgets.limit(limit(i));
    }
    try {
      return budgets.build();
    } catch (ValidationException e) {
      String reasons =
          e.errors().stream()
              .map(error -> property(error) + ": " + error.msg())
              .collect(Collectors.joining("; "));
      throw rejected(property(e.errors().get(0)), null, reasons);
    }
  }

  private BudgetLimit limit(int index) {
    Limit limit = limits.get(index);
    String amount = BUDGETS + "[" + index + "].amount";
    if (limit.amount() == null) {
      throw rejected(
          amount,
          null,
          "expected an amount, such as 5.00, found none; all of a list has to be set in one place");
    }
    if (limit.amount().signum() < 0) {
      throw rejected(amount, limit.amount(), "expected an amount of 0 or more");
    }
    BudgetPeriod period =
        limit.period() == BudgetPeriod.Length.FOR_EVER
            ? BudgetPeriod.FOR_EVER
            : new BudgetPeriod(limit.period(), limit.zone());
    return new BudgetLimit(limit.scope(), limit.amount(), limit.unit(), period);
  }

  /** {@return such as {@code tokentally.budgets[0].unit} for {@code limits[0].unit}} */
  private static String property(ValidationError error) {
    StringBuilder property = new StringBuilder(BUDGETS);
    for (Object step : error.loc()) {
      if (step instanceof Number) {
        property.append('[').append(step).append(']');
      } else if (!"limits".equals(step)) {
        property.append('.').append(step);
      }
    }
    return property.toString();
  }

  private static InvalidConfigurationPropertyValueException rejected(
      String property, @Nullable Object value, String reason) {
    return new InvalidConfigurationPropertyValueException(property, value, reason);
  }
}
