package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.json.MomentDeserializer;
import io.tokentally.json.MomentSerializer;
import io.tokentally.json.PlainDecimalSerializer;
import java.math.BigDecimal;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One row of the answer of {@code /cost/query}. A property is null if it was not asked for or the
 * row has none. Rates are exact, in a currency per token. Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostQueryOutput.class)
@JsonDeserialize(builder = CostQueryOutput.Builder.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "id",
  "llm_id",
  "prompt_token_cost",
  "completion_token_cost",
  "cache_read_input_token_cost",
  "cache_creation_input_token_cost",
  "prompt_token_cost_unit",
  "completion_token_cost_unit",
  "effective_date",
  "provider_id"
})
public sealed interface CostQueryOutput permits ImmutableCostQueryOutput {

  /** {@return the id of the row} */
  @JsonProperty("id")
  @Nullable String id();

  /** {@return the model} */
  @JsonProperty("llm_id")
  @Nullable String llmId();

  /** {@return currency per prompt token that is not cached} */
  @JsonProperty("prompt_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal promptTokenCost();

  /** {@return currency per completion token} */
  @JsonProperty("completion_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal completionTokenCost();

  /** {@return currency per token read from a cache; null also where that is the prompt rate} */
  @JsonProperty("cache_read_input_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheReadInputTokenCost();

  /** {@return currency per token written to a cache; null also where that is the prompt rate} */
  @JsonProperty("cache_creation_input_token_cost")
  @JsonSerialize(using = PlainDecimalSerializer.class)
  @Nullable BigDecimal cacheCreationInputTokenCost();

  /** {@return the currency of prompt and cache rates} */
  @JsonProperty("prompt_token_cost_unit")
  @Nullable String promptTokenCostUnit();

  /** {@return the currency of the completion rate} */
  @JsonProperty("completion_token_cost_unit")
  @Nullable String completionTokenCostUnit();

  /** {@return from when on the row is in effect} */
  @JsonProperty("effective_date")
  @JsonSerialize(using = MomentSerializer.class)
  @JsonDeserialize(using = MomentDeserializer.class)
  @Nullable Instant effectiveDate();

  /** {@return the provider whose price it is} */
  @JsonProperty("provider_id")
  @Nullable String providerId();

  /** {@return a builder; every property may be null} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CostQueryOutput}: a setter for each property, of the same name. All may be
   * null. {@code build()} throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableCostQueryOutput.Builder {
    Builder() {}
  }
}
