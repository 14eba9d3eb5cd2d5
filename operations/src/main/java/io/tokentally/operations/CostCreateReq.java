package io.tokentally.operations;

import static io.tokentally.json.Member.nullable;
import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.TEXT;
import static io.tokentally.json.ValueType.mapOf;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /cost/create}: prices of models for one project (docs/semantics.md section
 * 9). Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param projectId the project the prices are for
 * @param wbUserId who creates them; null if not known, which {@link Dialect#WEAVE} rejects
 * @param costs the prices by model; the rows are created in this order
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostCreateReq(
    String projectId, @Nullable String wbUserId, Map<String, CostCreateInput> costs) {

  static final Schema<CostCreateReq> SCHEMA =
      Schema.request(
          values -> new CostCreateReq(values.next(), values.next(), values.next()),
          required("project_id", TEXT, CostCreateReq::projectId),
          nullable("wb_user_id", TEXT, CostCreateReq::wbUserId),
          required("costs", mapOf(CostCreateInput.SCHEMA.type()), CostCreateReq::costs));

  public CostCreateReq {
    requireNonNull(projectId, "projectId");
    costs = Copies.map(costs, "costs");
  }

  /** {@return the request of another user} */
  public CostCreateReq withWbUserId(@Nullable String wbUserId) {
    return new CostCreateReq(projectId, wbUserId, costs);
  }

  /**
   * {@return the request that the JSON holds, in a form that the dialect accepts: in {@link
   * Dialect#WEAVE} rates may be text and dates numbers of seconds, docs/weave.md section 12}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CostCreateReq parse(String json, Dialect dialect) {
    return parse(OperationRules.of(dialect).costCreate(json));
  }

  /**
   * {@return the request that the JSON holds, in the contract's own form}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CostCreateReq parse(String json) {
    return Contract.readRequest(json, SCHEMA);
  }

  /** {@return the JSON of the request} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
