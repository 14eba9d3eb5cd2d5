package io.tokentally.aggregation;

import io.tokentally.TracedCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which form calls recorded their usage. Whatever the format, usage that is already {@link
 * RecordedUsage} is taken as it is. Implementations are thread-safe, answer the same each time, and
 * throw nothing but what {@link #read} says: anything else comes out of the report.
 */
@FunctionalInterface
public interface UsageFormat {

  /** The contract's own names, read as docs/semantics.md section 6 says. The default. */
  UsageFormat CONTRACT = ContractFormat.CONTRACT;

  /**
   * {@return the usage of one model in one call, or null if the entry is not in this format} What
   * is null is read as {@link #CONTRACT}.
   *
   * @param call the call that recorded it
   * @param model the model
   * @param entry what was recorded for the model, as JSON values
   * @param convention whether prompts include cached tokens, where the entry itself leaves it open
   * @throws ArithmeticException if a count exceeds 64 bits
   */
  @Nullable RecordedUsage read(
      TracedCall call, String model, Map<?, ?> entry, CacheConvention convention);
}
