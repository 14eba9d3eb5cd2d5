package io.tokentally;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.FixedPointUsage;
import io.tokentally.json.PlainDecimalSerializer;
import io.tokentally.value.Numbers;
import io.tokentally.value.ValueStyle;
import java.math.BigDecimal;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one model, summed over calls. Counts are tokens (and requests); costs are exact, in the
 * unit of the model's price rows, which {@code UsageReport.unitByModel()} tells. All four costs are
 * null when costs were not asked for or some part of the usage has no price; they are never zero
 * for want of a price (docs/semantics.md section 7). Immutable and thread-safe.
 *
 * <p>{@code promptTokens} includes cached tokens. A report's counts are never negative unless its
 * options keep negative amounts; the builder takes any. Equal costs are equal whatever scale they
 * were given with.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = LLMAggregatedUsage.class)
@JsonDeserialize(builder = LLMAggregatedUsage.Builder.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "requests",
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "cache_read_input_tokens",
  "cache_creation_input_tokens",
  "prompt_tokens_total_cost",
  "completion_tokens_total_cost",
  "cache_read_input_tokens_total_cost",
  "cache_creation_input_tokens_total_cost"
})
public sealed interface LLMAggregatedUsage permits FixedPointUsage, ImmutableLLMAggregatedUsage {

  /** {@return how many requests were made} */
  @JsonProperty("requests")
  @Value.Default
  default long requests() {
    return 0;
  }

  /** {@return tokens put in, cached ones included} */
  @JsonProperty("prompt_tokens")
  @Value.Default
  default long promptTokens() {
    return 0;
  }

  /** {@return tokens that came out} */
  @JsonProperty("completion_tokens")
  @Value.Default
  default long completionTokens() {
    return 0;
  }

  /**
   * {@return the total as it was recorded, or prompt and completion where none was} It is summed
   * for itself, and may be more or less than prompt and completion together.
   */
  @JsonProperty("total_tokens")
  @Value.Default
  default long totalTokens() {
    return 0;
  }

  /** {@return the part of the prompt that was read from a cache} */
  @JsonProperty("cache_read_input_tokens")
  @Value.Default
  default long cacheReadInputTokens() {
    return 0;
  }

  /** {@return the part of the prompt that was written to a cache} */
  @JsonProperty("cache_creation_input_tokens")
  @Value.Default
  default long cacheCreationInputTokens() {
    return 0;
  }

  /** {@return the cost of the prompt without its cached parts; null if not known} */
  @JsonProperty("prompt_tokens_total_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal promptTokensTotalCost();

  /** {@return the cost of the completion; null if not known} */
  @JsonProperty("completion_tokens_total_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal completionTokensTotalCost();

  /** {@return the cost of what was read from a cache; null if not known} */
  @JsonProperty("cache_read_input_tokens_total_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheReadInputTokensTotalCost();

  /** {@return the cost of what was written to a cache, for however long; null if not known} */
  @JsonProperty("cache_creation_input_tokens_total_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheCreationInputTokensTotalCost();

  /**
   * {@return the costs of what is no token, by kind: {@code web_search_requests}, {@code requests},
   * …; empty where they are not known} They have no place in the contract, and none in its JSON.
   */
  @JsonIgnore
  Map<String, BigDecimal> otherCosts();

  /**
   * {@return usage of each kind that is none of the contract's counts, by kind: parts of the
   * counts, such as {@code input_audio_tokens} and {@code reasoning_tokens}, and what comes on top}
   * They have no place in the contract's JSON, and no part in equality.
   */
  @JsonIgnore
  Map<String, KindUsage> kinds();

  /** {@return the sum of the four costs and the others, null if any of the four is} */
  @JsonIgnore
  default @Nullable BigDecimal totalCost() {
    BigDecimal prompt = promptTokensTotalCost();
    BigDecimal completion = completionTokensTotalCost();
    BigDecimal cacheRead = cacheReadInputTokensTotalCost();
    BigDecimal cacheCreation = cacheCreationInputTokensTotalCost();
    if (prompt == null || completion == null || cacheRead == null || cacheCreation == null) {
      return null;
    }
    BigDecimal four = prompt.add(completion).add(cacheRead).add(cacheCreation);
    return Numbers.plain(otherCosts().values().stream().reduce(four, BigDecimal::add));
  }

  /** {@return a builder; counts are zero and costs null unless set} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds an {@link LLMAggregatedUsage}: a setter for each accessor but the total cost, of the
   * same name; costs may be null. {@code build()} throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableLLMAggregatedUsage.Builder {
    Builder() {}

    @Override
    public LLMAggregatedUsage build() {
      return FixedPointUsage.of(super.build());
    }
  }
}
