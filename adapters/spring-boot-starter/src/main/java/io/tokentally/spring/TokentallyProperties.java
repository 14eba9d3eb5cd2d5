package io.tokentally.spring;

import io.tokentally.recorder.BudgetPeriod;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.Resource;

/**
 * The properties below {@code tokentally}.
 *
 * @param enabled whether calls are recorded and budgets asked
 * @param project the project of all calls; its own prices come before the default ones
 * @param prices files of prices, in any form that {@code PriceLists.parse} reads; the first that
 *     has a model counts
 * @param bundledPrices whether the bundled prices are asked after those of the files
 * @param zone whose calendar says on which day a call began
 * @param keys the keys of calls by which totals are kept apart, such as {@code team}
 * @param budgets the limits
 * @param unpriced what is done about calls whose cost is not known
 * @param estimate what is held for a call in the budgets until it has ended
 * @param files where calls are written; none unless a folder is named
 * @param recordBy what records calls of Spring AI
 */
@ConfigurationProperties("tokentally")
public record TokentallyProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String project,
    @DefaultValue List<Resource> prices,
    @DefaultValue("true") boolean bundledPrices,
    @DefaultValue("UTC") ZoneId zone,
    @DefaultValue List<String> keys,
    @DefaultValue List<Limit> budgets,
    @DefaultValue("block") Unpriced unpriced,
    @DefaultValue Estimate estimate,
    @DefaultValue Files files,
    @DefaultValue("advisor") RecordBy recordBy) {

  /**
   * A limit.
   *
   * @param scope for whom the amount is: {@code trace}, {@code root}, {@code user}, {@code
   *     project}, {@code process}, or a key of the calls
   * @param amount how much; there has to be one
   * @param unit the currency, as prices have it
   * @param period for how long; then the amount is there anew
   * @param zone whose calendar and clock say when a period begins
   */
  public record Limit(
      @DefaultValue("trace") String scope,
      @Nullable BigDecimal amount,
      @DefaultValue("USD") String unit,
      @DefaultValue("for-ever") BudgetPeriod.Length period,
      @DefaultValue("UTC") ZoneId zone) {}

  /**
   * What is held for a call at least.
   *
   * @param promptTokens tokens of a prompt, where its text has fewer bytes
   * @param completionTokens tokens of an answer, where the options of the prompt name no most
   */
  public record Estimate(
      @DefaultValue("0") long promptTokens, @DefaultValue("4096") long completionTokens) {

    public Estimate {
      check("prompt-tokens", promptTokens);
      check("completion-tokens", completionTokens);
    }

    private static void check(String name, long tokens) {
      if (tokens < 0) {
        throw new InvalidConfigurationPropertyValueException(
            "tokentally.estimate." + name, tokens, "expected 0 tokens or more");
      }
    }
  }

  /**
   * Where calls are written, as JSON lines.
   *
   * @param folder the folder; without one nothing is written
   */
  public record Files(@Nullable Path folder) {}

  /** What is done about calls whose cost is not known. */
  public enum Unpriced {
    /** Such calls are stopped. */
    BLOCK,
    /** Such calls spend nothing. */
    ALLOW
  }

  /** What records calls of Spring AI. */
  public enum RecordBy {
    /** An advisor of each {@code ChatClient}. */
    ADVISOR,
    /**
     * An observation handler: calls of a {@code ChatModel}, with a {@code ChatClient} or without.
     */
    OBSERVATIONS
  }
}
