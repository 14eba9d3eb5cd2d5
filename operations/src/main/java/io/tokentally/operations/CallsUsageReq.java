package io.tokentally.operations;

import static io.tokentally.json.Member.optional;
import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.BOOLEAN;
import static io.tokentally.json.ValueType.INTEGER;
import static io.tokentally.json.ValueType.TEXT;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;
import java.util.List;

/**
 * A request of {@code /calls/usage}: the usage of calls, each with everything below it
 * (docs/semantics.md section 9). Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param projectId the project of the calls
 * @param callIds the calls; the answer has a key for each
 * @param includeCosts whether to price the usage
 * @param limit the greatest number of calls that may be read for the answer
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CallsUsageReq(
    String projectId, List<String> callIds, boolean includeCosts, long limit) {

  static final Schema<CallsUsageReq> SCHEMA =
      Schema.request(
          values -> new CallsUsageReq(values.next(), values.next(), values.next(), values.next()),
          required("project_id", TEXT, CallsUsageReq::projectId),
          required("call_ids", Contract.TEXTS, CallsUsageReq::callIds),
          optional("include_costs", BOOLEAN, CallsUsageReq::includeCosts).orElse(false),
          optional("limit", INTEGER, CallsUsageReq::limit).orElse(Contract.DEFAULT_LIMIT));

  public CallsUsageReq {
    requireNonNull(projectId, "projectId");
    callIds = Copies.list(callIds, "callIds");
  }

  /** {@return a request without costs, for which at most 10,000 calls may be read} */
  public static CallsUsageReq of(String projectId, List<String> callIds) {
    return new CallsUsageReq(projectId, callIds, false, Contract.DEFAULT_LIMIT);
  }

  /** {@return the request with costs} */
  public CallsUsageReq withCosts() {
    return new CallsUsageReq(projectId, callIds, true, limit);
  }

  /** {@return the request with another limit} */
  public CallsUsageReq withLimit(long limit) {
    return new CallsUsageReq(projectId, callIds, includeCosts, limit);
  }

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CallsUsageReq parse(String json) {
    return Contract.readRequest(json, SCHEMA);
  }

  /** {@return the JSON of the request} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
