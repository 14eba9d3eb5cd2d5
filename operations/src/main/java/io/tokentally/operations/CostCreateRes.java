package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.json.ContractJson;
import java.util.List;
import org.immutables.value.Value;

/** The answer of {@code /cost/create}. Immutable and thread-safe. */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostCreateRes.class)
@JsonDeserialize(builder = CostCreateRes.Builder.class)
public sealed interface CostCreateRes permits ImmutableCostCreateRes {

  /** {@return what was created, in the order of the request} */
  @JsonProperty("ids")
  List<CreatedCost> ids();

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  static CostCreateRes parse(String json) {
    return Contract.readAnswer(json, Contract.COST_CREATE_RES, CostCreateRes.class);
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
   * Builds a {@link CostCreateRes}: a setter for each property, of the same name. {@code build()}
   * throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableCostCreateRes.Builder {
    Builder() {}
  }
}
