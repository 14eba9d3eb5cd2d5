package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.SortBy;
import io.tokentally.ValueStyle;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /cost/query}: price rows of one project, at its own level (docs/weave.md
 * sections 10 and 12, docs/semantics.md section 9). Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCostQueryReq.class)
@JsonDeserialize(builder = CostQueryReq.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CostQueryReq permits ImmutableCostQueryReq {

  /** {@return the project whose rows are asked for} */
  @JsonProperty("project_id")
  String projectId();

  /** {@return the properties of {@link CostQueryOutput} to answer; null or empty for all} */
  @JsonProperty("fields")
  @Nullable List<String> fields();

  /** {@return which rows, over the columns of a price row; null for all} */
  @JsonProperty("query")
  @Nullable Query query();

  /** {@return the order; null or empty for none that is promised} */
  @JsonProperty("sort_by")
  @Nullable List<SortBy> sortBy();

  /** {@return the greatest number of rows, 0 for none; null for all} */
  @JsonProperty("limit")
  @Nullable Long limit();

  /** {@return how many rows to leave out at the start, before the limit counts} */
  @JsonProperty("offset")
  @Nullable Long offset();

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  static CostQueryReq parse(String json) {
    return Contract.read(json, Contract.COST_QUERY, CostQueryReq.class);
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
   * Builds a {@link CostQueryReq}: a setter for each property, of the same name. All others may be
   * null. {@code build()} throws an {@link IllegalStateException} without the project. Not thread-
   * safe.
   */
  final class Builder extends ImmutableCostQueryReq.Builder {
    Builder() {}
  }
}
