package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.json.ContractJson;
import java.util.List;
import org.immutables.value.Value;

/** The answer of {@code /cost/query}. Immutable and thread-safe. */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostQueryRes.class)
@JsonDeserialize(builder = CostQueryRes.Builder.class)
public sealed interface CostQueryRes permits ImmutableCostQueryRes {

  /** {@return the rows, each with the fields that were asked for} */
  @JsonProperty("results")
  List<CostQueryOutput> results();

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  static CostQueryRes parse(String json) {
    return Contract.readAnswer(json, Contract.COST_QUERY_RES, CostQueryRes.class);
  }

  /** {@return the JSON of the answer} */
  default String toJson() {
    return ContractJson.write(this);
  }

  /** {@return a builder} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CostQueryRes}: a setter for each property, of the same name. {@code build()}
   * throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableCostQueryRes.Builder {
    Builder() {}
  }
}
