package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValueStyle;
import io.tokentally.json.ContractJson;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** The answer of {@code /trace/usage}. Immutable and thread-safe. */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableTraceUsageRes.class)
@JsonDeserialize(builder = TraceUsageRes.Builder.class)
public sealed interface TraceUsageRes permits ImmutableTraceUsageRes {

  /** {@return the usage of each call picked, by model} */
  @JsonProperty("call_usage")
  Map<String, Map<String, LLMAggregatedUsage>> callUsage();

  /** {@return the calls that went into it and have not ended, sorted} */
  @JsonProperty("unfinished_call_ids")
  List<String> unfinishedCallIds();

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  static TraceUsageRes parse(String json) {
    return Contract.readAnswer(json, Contract.USAGE_RES, TraceUsageRes.class);
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
   * Builds a {@link TraceUsageRes}: a setter for each property, of the same name. {@code build()}
   * throws nothing. Not thread-safe.
   */
  final class Builder extends ImmutableTraceUsageRes.Builder {
    Builder() {}
  }
}
