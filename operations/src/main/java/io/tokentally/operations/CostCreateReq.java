package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.ContractJson;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /cost/create}: prices of models for one project (docs/semantics.md section
 * 9). Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostCreateReq.class)
@JsonDeserialize(builder = CostCreateReq.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CostCreateReq permits ImmutableCostCreateReq {

  /** {@return the project the prices are for} */
  @JsonProperty("project_id")
  String projectId();

  /** {@return who creates them, null if not known} */
  @JsonProperty("wb_user_id")
  @Nullable String wbUserId();

  /** {@return the prices by model; the rows are created in this order} */
  @JsonProperty("costs")
  Map<String, CostCreateInput> costs();

  /**
   * {@return the request that the JSON holds, in the contract's own form}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  static CostCreateReq parse(String json) {
    return parse(json, Dialect.STANDARD);
  }

  /**
   * {@return the request that the JSON holds, in a form that the dialect accepts: in {@link
   * Dialect#WEAVE} rates may be text and dates numbers of seconds, docs/weave.md section 12}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  static CostCreateReq parse(String json, Dialect dialect) {
    return Contract.read(
        OperationRules.of(dialect).costCreate(json), Contract.COST_CREATE, CostCreateReq.class);
  }

  /** {@return the JSON of the request} */
  default String toJson() {
    return ContractJson.write(this);
  }

  /** {@return a builder; the project is required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CostCreateReq}: a setter for each property, of the same name. The user may be
   * null. {@code build()} throws an {@link IllegalStateException} without the project. Not thread-
   * safe.
   */
  final class Builder extends ImmutableCostCreateReq.Builder {
    Builder() {}
  }
}
