package io.tokentally.spring;

import io.tokentally.aggregation.RecordedUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Says what a call may use at the most, before it is made: that is held in the budgets until it has
 * ended. A budget is never exceeded where the estimates are never too low. A bean of this type
 * takes the place of the one that there is; it must be thread-safe.
 */
@FunctionalInterface
public interface CallEstimator {

  /**
   * {@return what a call may use; null if that is not known: it is allowed then while something is
   * left}
   *
   * @param prompt what is to be sent, with its options
   */
  @Nullable RecordedUsage estimate(Prompt prompt);
}
