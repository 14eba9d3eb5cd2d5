package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.ValidationException;
import io.tokentally.ValueStyle;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Loc;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Picks calls by lists of ids and names; every condition that is given must be true (docs/weave.md
 * section 11). Null is no condition, and so is an empty list, but for {@code threadIds} and {@code
 * turnIds}, where it matches nothing. Immutable and thread-safe.
 */
@Value.Immutable
@ValueStyle
@JsonSerialize(as = ImmutableCallsFilter.class)
@JsonDeserialize(builder = CallsFilter.Builder.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CallsFilter permits ImmutableCallsFilter {

  /**
   * {@return names of operations; {@code X:*} stands for every name that starts with {@code X:}}
   */
  @JsonProperty("op_names")
  @Nullable List<String> opNames();

  /** {@return references, one of which the inputs must have; {@code X:*} as in {@link #opNames}} */
  @JsonProperty("input_refs")
  @Nullable List<String> inputRefs();

  /** {@return references, one of which the output must have; {@code X:*} as in {@link #opNames}} */
  @JsonProperty("output_refs")
  @Nullable List<String> outputRefs();

  /** {@return ids, one of which the parent must have} */
  @JsonProperty("parent_ids")
  @Nullable List<String> parentIds();

  /** {@return ids, one of which the trace must have} */
  @JsonProperty("trace_ids")
  @Nullable List<String> traceIds();

  /** {@return ids, one of which the call must have} */
  @JsonProperty("call_ids")
  @Nullable List<String> callIds();

  /** {@return ids, one of which the thread must have; an empty list matches nothing} */
  @JsonProperty("thread_ids")
  @Nullable List<String> threadIds();

  /** {@return ids, one of which the turn must have; an empty list matches nothing} */
  @JsonProperty("turn_ids")
  @Nullable List<String> turnIds();

  /**
   * {@return true for calls without a parent only (an empty parent id is a parent here); false and
   * null are no condition}
   */
  @JsonProperty("trace_roots_only")
  @Nullable Boolean traceRootsOnly();

  /** {@return ids, one of which the user must have} */
  @JsonProperty("wb_user_ids")
  @Nullable List<String> wbUserIds();

  /** {@return ids, one of which the run must have} */
  @JsonProperty("wb_run_ids")
  @Nullable List<String> wbRunIds();

  /**
   * {@return the filter that the JSON holds}
   *
   * @throws ValidationException with every error
   */
  static CallsFilter parse(String json) {
    return ContractJson.read(json, Loc.ROOT, Contract.CALLS_FILTER, CallsFilter.class);
  }

  /** {@return the JSON of the filter; what is null is left out} */
  default String toJson() {
    return ContractJson.write(this);
  }

  /** {@return a builder; a filter without conditions matches every call} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link CallsFilter}: a setter for each accessor, of the same name, which takes null. A
   * list with null in it is rejected with a {@link NullPointerException}; {@code build()} throws
   * nothing. Not thread-safe.
   */
  final class Builder extends ImmutableCallsFilter.Builder {
    Builder() {}
  }
}
