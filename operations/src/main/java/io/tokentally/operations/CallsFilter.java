package io.tokentally.operations;

import static io.tokentally.json.Member.nullable;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Member;
import io.tokentally.json.Schema;
import io.tokentally.json.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks calls by lists of ids and names; every condition that is given must be true (docs/weave.md
 * section 11). Null is no condition, and so is an empty list, but for {@code threadIds} and {@code
 * turnIds}, where it matches nothing. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release; start from {@link #NONE}.
 *
 * @param opNames names of operations; {@code X:*} stands for every name that starts with {@code X:}
 * @param inputRefs references, one of which the inputs must have; {@code X:*} as in {@code opNames}
 * @param outputRefs references, one of which the output must have; {@code X:*} as in {@code
 *     opNames}
 * @param parentIds ids, one of which the parent must have
 * @param traceIds ids, one of which the trace must have
 * @param callIds ids, one of which the call must have
 * @param threadIds ids, one of which the thread must have; an empty list matches nothing
 * @param turnIds ids, one of which the turn must have; an empty list matches nothing
 * @param traceRootsOnly true for calls without a parent only; false and null are no condition. An
 *     empty parent id is a parent, but in {@link io.tokentally.dsl.Dialect#WEAVE}
 * @param wbUserIds ids, one of which the user must have
 * @param wbRunIds ids, one of which the run must have: {@code entity/project/run}, or the run alone
 *     for one of the asked project; any other form is rejected
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CallsFilter(
    @Nullable List<String> opNames,
    @Nullable List<String> inputRefs,
    @Nullable List<String> outputRefs,
    @Nullable List<String> parentIds,
    @Nullable List<String> traceIds,
    @Nullable List<String> callIds,
    @Nullable List<String> threadIds,
    @Nullable List<String> turnIds,
    @Nullable Boolean traceRootsOnly,
    @Nullable List<String> wbUserIds,
    @Nullable List<String> wbRunIds) {

  static final Member<CallsFilter, List<String>> OP_NAMES =
      nullable("op_names", Contract.TEXTS, CallsFilter::opNames);
  static final Member<CallsFilter, List<String>> INPUT_REFS =
      nullable("input_refs", Contract.TEXTS, CallsFilter::inputRefs);
  static final Member<CallsFilter, List<String>> OUTPUT_REFS =
      nullable("output_refs", Contract.TEXTS, CallsFilter::outputRefs);
  static final Member<CallsFilter, List<String>> PARENT_IDS =
      nullable("parent_ids", Contract.TEXTS, CallsFilter::parentIds);
  static final Member<CallsFilter, List<String>> TRACE_IDS =
      nullable("trace_ids", Contract.TEXTS, CallsFilter::traceIds);
  static final Member<CallsFilter, List<String>> CALL_IDS =
      nullable("call_ids", Contract.TEXTS, CallsFilter::callIds);
  static final Member<CallsFilter, List<String>> THREAD_IDS =
      nullable("thread_ids", Contract.TEXTS, CallsFilter::threadIds);
  static final Member<CallsFilter, List<String>> TURN_IDS =
      nullable("turn_ids", Contract.TEXTS, CallsFilter::turnIds);
  static final Member<CallsFilter, Boolean> TRACE_ROOTS_ONLY =
      nullable("trace_roots_only", ValueType.BOOLEAN, CallsFilter::traceRootsOnly);
  static final Member<CallsFilter, List<String>> WB_USER_IDS =
      nullable("wb_user_ids", Contract.TEXTS, CallsFilter::wbUserIds);
  static final Member<CallsFilter, List<String>> WB_RUN_IDS =
      nullable("wb_run_ids", Contract.TEXTS, CallsFilter::wbRunIds);

  static final Schema<CallsFilter> SCHEMA =
      Schema.request(
          values ->
              new CallsFilter(
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next()),
          OP_NAMES,
          INPUT_REFS,
          OUTPUT_REFS,
          PARENT_IDS,
          TRACE_IDS,
          CALL_IDS,
          THREAD_IDS,
          TURN_IDS,
          TRACE_ROOTS_ONLY,
          WB_USER_IDS,
          WB_RUN_IDS);

  /** The filter without conditions: every call passes it. */
  public static final CallsFilter NONE =
      new CallsFilter(null, null, null, null, null, null, null, null, null, null, null);

  public CallsFilter {
    opNames = Copies.listOrNull(opNames, "opNames");
    inputRefs = Copies.listOrNull(inputRefs, "inputRefs");
    outputRefs = Copies.listOrNull(outputRefs, "outputRefs");
    parentIds = Copies.listOrNull(parentIds, "parentIds");
    traceIds = Copies.listOrNull(traceIds, "traceIds");
    callIds = Copies.listOrNull(callIds, "callIds");
    threadIds = Copies.listOrNull(threadIds, "threadIds");
    turnIds = Copies.listOrNull(turnIds, "turnIds");
    wbUserIds = Copies.listOrNull(wbUserIds, "wbUserIds");
    wbRunIds = Copies.listOrNull(wbRunIds, "wbRunIds");
  }

  /** {@return the filter for calls with one of these names of operations} */
  public CallsFilter withOpNames(@Nullable List<String> opNames) {
    return SCHEMA.with(this, OP_NAMES, opNames);
  }

  /** {@return the filter for calls that have one of these references in their inputs} */
  public CallsFilter withInputRefs(@Nullable List<String> inputRefs) {
    return SCHEMA.with(this, INPUT_REFS, inputRefs);
  }

  /** {@return the filter for calls that have one of these references in their output} */
  public CallsFilter withOutputRefs(@Nullable List<String> outputRefs) {
    return SCHEMA.with(this, OUTPUT_REFS, outputRefs);
  }

  /** {@return the filter for calls directly below one of these} */
  public CallsFilter withParentIds(@Nullable List<String> parentIds) {
    return SCHEMA.with(this, PARENT_IDS, parentIds);
  }

  /** {@return the filter for calls of one of these traces} */
  public CallsFilter withTraceIds(@Nullable List<String> traceIds) {
    return SCHEMA.with(this, TRACE_IDS, traceIds);
  }

  /** {@return the filter for calls with one of these ids} */
  public CallsFilter withCallIds(@Nullable List<String> callIds) {
    return SCHEMA.with(this, CALL_IDS, callIds);
  }

  /** {@return the filter for calls of one of these threads} */
  public CallsFilter withThreadIds(@Nullable List<String> threadIds) {
    return SCHEMA.with(this, THREAD_IDS, threadIds);
  }

  /** {@return the filter for calls of one of these turns} */
  public CallsFilter withTurnIds(@Nullable List<String> turnIds) {
    return SCHEMA.with(this, TURN_IDS, turnIds);
  }

  /** {@return the filter for calls without a parent alone} */
  public CallsFilter withTraceRootsOnly() {
    return SCHEMA.with(this, TRACE_ROOTS_ONLY, true);
  }

  /** {@return the filter for calls of one of these users} */
  public CallsFilter withWbUserIds(@Nullable List<String> wbUserIds) {
    return SCHEMA.with(this, WB_USER_IDS, wbUserIds);
  }

  /** {@return the filter for calls of one of these runs} */
  public CallsFilter withWbRunIds(@Nullable List<String> wbRunIds) {
    return SCHEMA.with(this, WB_RUN_IDS, wbRunIds);
  }

  /**
   * {@return the filter that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CallsFilter parse(String json) {
    return Contract.read(json, SCHEMA);
  }

  /** {@return the JSON of the filter; what is null is left out} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
