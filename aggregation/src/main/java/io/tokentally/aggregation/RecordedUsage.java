package io.tokentally.aggregation;

import io.tokentally.UsageCount;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.ValueStyle;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one model in one call, in one convention: {@link #promptTokens} includes the tokens
 * that were read from and written to a cache. Counts are tokens unless their name says otherwise.
 * Immutable and thread-safe.
 *
 * <p>A {@link io.tokentally.TracedCall#usage} may hold it in place of a map of counts. Building
 * rejects negative counts, more tokens cached for an hour than cached at all, and further models
 * that have further ones, with a {@link io.tokentally.ValidationException}.
 */
@Value.Immutable
@ValueStyle
public sealed interface RecordedUsage permits ImmutableRecordedUsage {

  /** {@return how many requests were made; 1 unless set} */
  @Value.Default
  default long requests() {
    return 1;
  }

  /** {@return tokens put in, cached ones included; 0 unless set, as all that follow} */
  @Value.Default
  default long promptTokens() {
    return 0;
  }

  /** {@return tokens that came out, those of thinking included} */
  @Value.Default
  default long completionTokens() {
    return 0;
  }

  /** {@return the total as it was recorded; 0 for prompt and completion} */
  @Value.Default
  default long totalTokens() {
    return 0;
  }

  /** {@return the part of the prompt that was read from a cache} */
  @Value.Default
  default long cacheReadInputTokens() {
    return 0;
  }

  /** {@return the part of the prompt that was written to a cache, for however long} */
  @Value.Default
  default long cacheCreationInputTokens() {
    return 0;
  }

  /** {@return the part of {@link #cacheCreationInputTokens} that was written for an hour} */
  @Value.Default
  default long cacheCreation1hInputTokens() {
    return 0;
  }

  /** {@return kinds of usage that the four rates do not name} */
  List<OtherKind> otherKinds();

  /**
   * {@return who served the model, as far as the usage shows: {@code anthropic}, {@code aws}, …;
   * null if it does not}
   */
  @Nullable String provider();

  /** {@return usage of further models that the same record reports, by model} */
  Map<String, RecordedUsage> otherModels();

  /** {@return counts that were not in the expected form} */
  List<MalformedCount> malformed();

  /** {@return what was decided on reading and might have been meant otherwise} */
  List<ReadingNote> notes();

  /** {@return what others say that it cost; it has no part in our cost} */
  List<RecordedCost> recordedCosts();

  /**
   * {@return what others say that it cost, one amount a currency: the largest whole that was
   * recorded, else the sum of the parts, those nearest to the top; with what was charged elsewhere}
   * Empty if nothing was recorded.
   */
  default Map<String, BigDecimal> recordedCostByUnit() {
    return RecordedCostSum.byUnit(recordedCosts());
  }

  /** {@return whether some of the usage has a price that the four rates do not say} */
  default boolean needsMoreThanFourRates() {
    return cacheCreation1hInputTokens() > 0
        || otherKinds().stream()
            .anyMatch(other -> other.rate() == OtherKind.Rate.OF_ITS_OWN && other.count() > 0);
  }

  /**
   * {@return the six counts under the contract's names, for {@code summary.usage}} They leave out
   * the other kinds, which tokens were cached for an hour, who served the model, further models,
   * and its anomalies. What is read from them is priced as if there were no more, and a report on
   * it looks complete. Where {@link #needsMoreThanFourRates} or {@link #otherModels} says
   * otherwise, give the usage itself as {@link io.tokentally.TracedCall#usage}, or {@link #toMap}.
   *
   * @throws ArithmeticException if no total was recorded and that of prompt and completion exceeds
   *     64 bits
   */
  default Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(UsageCount.REQUESTS.wireName(), requests());
    counts.put(UsageCount.PROMPT_TOKENS.wireName(), promptTokens());
    counts.put(UsageCount.COMPLETION_TOKENS.wireName(), completionTokens());
    counts.put(
        UsageCount.TOTAL_TOKENS.wireName(),
        totalTokens() == 0 ? Math.addExact(promptTokens(), completionTokens()) : totalTokens());
    counts.put(UsageCount.CACHE_READ_INPUT_TOKENS.wireName(), cacheReadInputTokens());
    counts.put(UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName(), cacheCreationInputTokens());
    return counts;
  }

  /**
   * {@return the usage as JSON values, for {@code summary.usage}, with nothing lost} Whatever the
   * {@link UsageFormat}, they are read as this usage. Nobody can change the map.
   */
  default Map<String, Object> toMap() {
    return new UsageMap(this);
  }

  /**
   * {@return the usage that {@link #toMap} gave; null if this is something else, or was changed}
   */
  static @Nullable RecordedUsage ofMap(Map<?, ?> members) {
    return WrittenUsage.read(members);
  }

  /** {@return a builder; everything has a default} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link RecordedUsage}: a setter for each property, of the same name; the provider may
   * be null. Not thread-safe.
   */
  final class Builder extends ImmutableRecordedUsage.Builder {
    Builder() {}

    /**
     * {@return the usage}
     *
     * @throws io.tokentally.ValidationException for what cannot have been counted, with every error
     */
    @Override
    public RecordedUsage build() {
      RecordedUsage usage = super.build();
      check(usage);
      return usage;
    }

    private static void check(RecordedUsage usage) {
      ErrorCollector faults = new ErrorCollector();
      refuseNegative("requests", usage.requests(), faults);
      refuseNegative("prompt_tokens", usage.promptTokens(), faults);
      refuseNegative("completion_tokens", usage.completionTokens(), faults);
      refuseNegative("total_tokens", usage.totalTokens(), faults);
      refuseNegative("cache_read_input_tokens", usage.cacheReadInputTokens(), faults);
      refuseNegative("cache_creation_input_tokens", usage.cacheCreationInputTokens(), faults);
      refuseNegative(UnpricedKind.CACHE_CREATION_1H, usage.cacheCreation1hInputTokens(), faults);
      if (usage.cacheCreation1hInputTokens() > usage.cacheCreationInputTokens()) {
        String most = "expected no more than cache_creation_input_tokens, found ";
        Loc at = Loc.ROOT.key(UnpricedKind.CACHE_CREATION_1H);
        faults.add(at, Type.VALUE, most + usage.cacheCreation1hInputTokens());
      }
      if (usage.otherModels().values().stream().anyMatch(other -> !other.otherModels().isEmpty())) {
        Loc at = Loc.ROOT.key("other_models");
        faults.add(at, Type.VALUE, "expected usage without further models of its own");
      }
      faults.throwIfAny();
    }

    private static void refuseNegative(String field, long count, ErrorCollector faults) {
      if (count < 0) {
        String msg = "expected a count of 0 or more, found " + count;
        faults.add(Loc.ROOT.key(field), Type.VALUE, msg);
      }
    }
  }
}
