package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /trace/usage}: the usage of each call that is picked, with everything below
 * it (docs/semantics.md section 9). Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableTraceUsageReq.class)
@JsonDeserialize(builder = TraceUsageReq.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TraceUsageReq permits ImmutableTraceUsageReq {

  /** {@return the project of the calls} */
  @JsonProperty("project_id")
  String projectId();

  /** {@return which calls, by ids and names; null for all} */
  @JsonProperty("filter")
  @Nullable CallsFilter filter();

  /** {@return which calls, by a query; null for all} */
  @JsonProperty("query")
  @Nullable Query query();

  /** {@return whether to price the usage; false unless set} */
  @JsonProperty("include_costs")
  @Value.Default
  default boolean includeCosts() {
    return false;
  }

  /** {@return the greatest number of calls that may be read for the answer; 10,000 unless set} */
  @JsonProperty("limit")
  @Value.Default
  default long limit() {
    return Contract.DEFAULT_LIMIT;
  }

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  static TraceUsageReq parse(String json) {
    return Contract.read(json, Contract.TRACE_USAGE, TraceUsageReq.class);
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
   * Builds a {@link TraceUsageReq}: a setter for each property, of the same name. Filter and query
   * may be null. {@code build()} throws an {@link IllegalStateException} without the project. Not
   * thread-safe.
   */
  final class Builder extends ImmutableTraceUsageReq.Builder {
    Builder() {}
  }
}
