package io.tokentally.operations;

import static io.tokentally.json.Member.nullable;
import static io.tokentally.json.Member.optional;
import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.BOOLEAN;
import static io.tokentally.json.ValueType.INTEGER;
import static io.tokentally.json.ValueType.TEXT;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /trace/usage}: the usage of each call that is picked, with everything below
 * it (docs/semantics.md section 9). Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param projectId the project of the calls
 * @param filter which calls, by ids and names; null for all
 * @param query which calls, by a query; null for all
 * @param includeCosts whether to price the usage
 * @param limit the greatest number of calls that may be read for the answer
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record TraceUsageReq(
    String projectId,
    @Nullable CallsFilter filter,
    @Nullable Query query,
    boolean includeCosts,
    long limit) {

  static final Schema<TraceUsageReq> SCHEMA =
      Schema.request(
          values ->
              new TraceUsageReq(
                  values.next(), values.next(), values.next(), values.next(), values.next()),
          required("project_id", TEXT, TraceUsageReq::projectId),
          nullable("filter", CallsFilter.SCHEMA.type(), TraceUsageReq::filter),
          nullable("query", Contract.QUERY, TraceUsageReq::query),
          optional("include_costs", BOOLEAN, TraceUsageReq::includeCosts).orElse(false),
          optional("limit", INTEGER, TraceUsageReq::limit).orElse(Contract.DEFAULT_LIMIT));

  public TraceUsageReq {
    requireNonNull(projectId, "projectId");
  }

  /**
   * {@return a request for all calls of a project, without costs, for which at most 10,000 may be
   * read}
   */
  public static TraceUsageReq of(String projectId) {
    return new TraceUsageReq(projectId, null, null, false, Contract.DEFAULT_LIMIT);
  }

  /** {@return the request for calls that also pass a filter} */
  public TraceUsageReq withFilter(@Nullable CallsFilter filter) {
    return new TraceUsageReq(projectId, filter, query, includeCosts, limit);
  }

  /** {@return the request for calls that also match a query} */
  public TraceUsageReq withQuery(@Nullable Query query) {
    return new TraceUsageReq(projectId, filter, query, includeCosts, limit);
  }

  /** {@return the request with costs} */
  public TraceUsageReq withCosts() {
    return new TraceUsageReq(projectId, filter, query, true, limit);
  }

  /** {@return the request with another limit} */
  public TraceUsageReq withLimit(long limit) {
    return new TraceUsageReq(projectId, filter, query, includeCosts, limit);
  }

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static TraceUsageReq parse(String json) {
    return Contract.readRequest(json, SCHEMA);
  }

  /** {@return the JSON of the request} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
