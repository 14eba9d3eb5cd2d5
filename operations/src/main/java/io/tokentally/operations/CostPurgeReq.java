package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import org.immutables.value.Value;

/**
 * A request of {@code /cost/purge}: price rows of one project, at its own level, to be removed
 * (docs/semantics.md section 9). Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostPurgeReq.class)
@JsonDeserialize(builder = CostPurgeReq.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CostPurgeReq permits ImmutableCostPurgeReq {

  /** {@return the project whose rows are removed} */
  @JsonProperty("project_id")
  String projectId();

  /** {@return which rows, over the columns of a price row} */
  @JsonProperty("query")
  Query query();

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  static CostPurgeReq parse(String json) {
    return Contract.read(json, Contract.COST_PURGE, CostPurgeReq.class);
  }

  /** {@return the JSON of the request} */
  default String toJson() {
    return ContractJson.write(this);
  }

  /** {@return a builder; all is required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CostPurgeReq}: a setter for each property, of the same name. {@code build()}
   * throws an {@link IllegalStateException} without the project and the query. Not thread-safe.
   */
  final class Builder extends ImmutableCostPurgeReq.Builder {
    Builder() {}
  }
}
