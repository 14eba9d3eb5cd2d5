package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValueStyle;
import io.tokentally.json.ContractJson;
import java.util.List;
import org.immutables.value.Value;

/**
 * A request of {@code /calls/usage}: the usage of calls, each with everything below it
 * (docs/semantics.md section 9). Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCallsUsageReq.class)
@JsonDeserialize(builder = CallsUsageReq.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CallsUsageReq permits ImmutableCallsUsageReq {

  /** {@return the project of the calls} */
  @JsonProperty("project_id")
  String projectId();

  /** {@return the calls; the answer has a key for each} */
  @JsonProperty("call_ids")
  List<String> callIds();

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
  static CallsUsageReq parse(String json) {
    return Contract.read(json, Contract.CALLS_USAGE, CallsUsageReq.class);
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
   * Builds a {@link CallsUsageReq}: a setter for each property, of the same name. {@code build()}
   * throws an {@link IllegalStateException} without the project. Not thread-safe.
   */
  final class Builder extends ImmutableCallsUsageReq.Builder {
    Builder() {}
  }
}
