package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.RecordedUsage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says what a call may use before it is made, for {@link Budgets#requireWithin}: its prompt, none
 * of it cached, and an output of as many tokens as the request allows. A request that sets no bound
 * is taken to give no more than the longest output of that model so far, and than {@link
 * #leastOutput}; a model that answers at greater length costs more than was held for it.
 *
 * <p>Thread-safe, if the counter is.
 */
public final class UsageEstimator {

  private static final long LEAST_OUTPUT = 1_000;

  private final ToLongBiFunction<String, String> counter;
  private final long leastOutput;
  private final Map<String, Long> longest = new ConcurrentHashMap<>();

  private UsageEstimator(ToLongBiFunction<String, String> counter, long leastOutput) {
    this.counter = counter;
    this.leastOutput = leastOutput;
  }

  /**
   * {@return an estimator that takes each byte of a prompt's UTF-8 for a token, which is never too
   * few, and in English some four times too many; and an output for 1,000 tokens}
   */
  public static UsageEstimator ofBytes() {
    return new UsageEstimator((model, text) -> bytes(text), LEAST_OUTPUT);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * {@return an estimator that counts the tokens of a prompt exactly} Where the counter throws, as
   * some do for a model that they do not know, or gives a negative number, bytes are counted.
   *
   * @param counter counts the tokens of a string for a model; a tokenizer's
   */
  public static UsageEstimator counting(ToLongBiFunction<String, String> counter) {
    return new UsageEstimator(requireNonNull(counter, "counter"), LEAST_OUTPUT);
  }

  /**
   * {@return an estimator like this one, which has seen no output}
   *
   * @param tokens how much output is expected at least where the request sets no bound
   */
  public UsageEstimator leastOutput(long tokens) {
    return new UsageEstimator(counter, tokens);
  }

  /**
   * {@return what a call may use}
   *
   * @param model the model
   * @param prompt all that is sent as one string, descriptions of tools included
   * @param maxOutput how many tokens the request allows at the most; null if it does not say
   */
  public RecordedUsage before(String model, String prompt, @Nullable Number maxOutput) {
    long output =
        maxOutput == null
            ? Math.max(leastOutput, longest.getOrDefault(model, 0L))
            : Math.max(0, maxOutput.longValue());
    return RecordedUsage.builder()
        .promptTokens(tokens(model, prompt))
        .completionTokens(output)
        .build();
  }

  private long tokens(String model, String prompt) {
    try {
      long tokens = counter.applyAsLong(model, prompt);
      return tokens < 0 ? bytes(prompt) : tokens;
    } catch (RuntimeException e) {
      return bytes(prompt);
    }
  }

  /** Learns how long an output was. */
  public void after(String model, RecordedUsage used) {
    longest.merge(model, used.completionTokens(), Math::max);
  }
}
