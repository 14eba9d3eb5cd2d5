package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.json.MomentDeserializer;
import io.tokentally.json.MomentSerializer;
import io.tokentally.json.PlainDecimalSerializer;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The price of one model, to be created (docs/weave.md section 12, docs/semantics.md section 9).
 * Rates are exact, in a currency per token. Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostCreateInput.class)
@JsonDeserialize(builder = CostCreateInput.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CostCreateInput permits ImmutableCostCreateInput {

  /** {@return currency per prompt token that is not cached, not below 0} */
  @JsonProperty("prompt_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  BigDecimal promptTokenCost();

  /** {@return currency per completion token, not below 0} */
  @JsonProperty("completion_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  BigDecimal completionTokenCost();

  /**
   * {@return currency per token read from a cache, not below 0; null, if not written, becomes 0 in
   * {@link Operations#costCreate}, and stands for the prompt rate in {@link
   * io.tokentally.aggregation.PriceTable#parse}}
   */
  @JsonProperty("cache_read_input_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheReadInputTokenCost();

  /** {@return currency per token written to a cache, not below 0; null likewise} */
  @JsonProperty("cache_creation_input_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheCreationInputTokenCost();

  /** {@return the currency of prompt and cache rates; null for USD} */
  @JsonProperty("prompt_token_cost_unit")
  @Nullable String promptTokenCostUnit();

  /** {@return the currency of the completion rate; null for USD} */
  @JsonProperty("completion_token_cost_unit")
  @Nullable String completionTokenCostUnit();

  /** {@return from when on the price is in effect; null for the time of creation} */
  @JsonProperty("effective_date")
  @JsonSerialize(using = MomentSerializer.class)
  @JsonDeserialize(using = MomentDeserializer.class)
  @Nullable Instant effectiveDate();

  /** {@return the provider; null or empty for {@code default}} */
  @JsonProperty("provider_id")
  @Nullable String providerId();

  /** {@return a builder; prompt and completion rate are required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CostCreateInput}: a setter for each property, of the same name. All others may
   * be null. {@code build()} throws an {@link IllegalStateException} without the prompt and the
   * completion rate. Not thread-safe.
   */
  final class Builder extends ImmutableCostCreateInput.Builder {
    Builder() {}

    /** Gives equal rates one scale. */
    @Override
    public CostCreateInput build() {
      CostCreateInput input = super.build();
      return hasPlainRates(input) ? input : withPlainRates(input);
    }

    private static boolean hasPlainRates(CostCreateInput input) {
      return Numbers.hasPlainScale(input.promptTokenCost())
          && Numbers.hasPlainScale(input.completionTokenCost())
          && Numbers.hasPlainScale(input.cacheReadInputTokenCost())
          && Numbers.hasPlainScale(input.cacheCreationInputTokenCost());
    }

    private static CostCreateInput withPlainRates(CostCreateInput input) {
      return builder()
          .from(input)
          .promptTokenCost(Numbers.plain(input.promptTokenCost()))
          .completionTokenCost(Numbers.plain(input.completionTokenCost()))
          .cacheReadInputTokenCost(Numbers.plainOrNull(input.cacheReadInputTokenCost()))
          .cacheCreationInputTokenCost(Numbers.plainOrNull(input.cacheCreationInputTokenCost()))
          .build();
    }
  }
}
