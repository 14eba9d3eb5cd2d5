package io.tokentally.operations;

import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.TEXT;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;

/**
 * A request of {@code /cost/purge}: price rows of one project, at its own level, to be removed
 * (docs/semantics.md section 9). Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param projectId the project whose rows are removed
 * @param query which rows, over the columns of a price row
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostPurgeReq(String projectId, Query query) {

  static final Schema<CostPurgeReq> SCHEMA =
      Schema.request(
          values -> new CostPurgeReq(values.next(), values.next()),
          required("project_id", TEXT, CostPurgeReq::projectId),
          required("query", Contract.QUERY, CostPurgeReq::query));

  public CostPurgeReq {
    requireNonNull(projectId, "projectId");
    requireNonNull(query, "query");
  }

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CostPurgeReq parse(String json) {
    return Contract.readRequest(json, SCHEMA);
  }

  /** {@return the JSON of the request} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
