package io.tokentally.operations;

import static io.tokentally.json.Member.nullable;
import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.INTEGER;
import static io.tokentally.json.ValueType.TEXT;
import static io.tokentally.json.ValueType.listOf;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.SortBy;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import io.tokentally.json.ContractTypes;
import io.tokentally.json.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code /cost/query}: price rows of one project, at its own level (docs/weave.md
 * sections 10 and 12, docs/semantics.md section 9). Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param projectId the project whose rows are asked for
 * @param fields the properties of {@link CostQueryOutput} to answer; null or empty for all
 * @param query which rows, over the columns of a price row; null for all
 * @param sortBy the order; null or empty for none that is promised
 * @param limit the greatest number of rows, 0 for none; null for all
 * @param offset how many rows to leave out at the start, before the limit counts; null for none
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostQueryReq(
    String projectId,
    @Nullable List<String> fields,
    @Nullable Query query,
    @Nullable List<SortBy> sortBy,
    @Nullable Long limit,
    @Nullable Long offset) {

  static final Schema<CostQueryReq> SCHEMA =
      Schema.request(
          values ->
              new CostQueryReq(
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next(),
                  values.next()),
          required("project_id", TEXT, CostQueryReq::projectId),
          nullable("fields", Contract.TEXTS, CostQueryReq::fields),
          nullable("query", Contract.QUERY, CostQueryReq::query),
          nullable("sort_by", listOf(ContractTypes.SORT_BY), CostQueryReq::sortBy),
          nullable("limit", INTEGER, CostQueryReq::limit),
          nullable("offset", INTEGER, CostQueryReq::offset));

  public CostQueryReq {
    requireNonNull(projectId, "projectId");
    fields = Copies.listOrNull(fields, "fields");
    sortBy = Copies.listOrNull(sortBy, "sortBy");
  }

  /** {@return a request for all rows of a project with all their properties} */
  public static CostQueryReq of(String projectId) {
    return new CostQueryReq(projectId, null, null, null, null, null);
  }

  /** {@return the request for some properties} */
  public CostQueryReq withFields(@Nullable List<String> fields) {
    return new CostQueryReq(projectId, fields, query, sortBy, limit, offset);
  }

  /** {@return the request for the rows that match a query} */
  public CostQueryReq withQuery(@Nullable Query query) {
    return new CostQueryReq(projectId, fields, query, sortBy, limit, offset);
  }

  /** {@return the request with an order} */
  public CostQueryReq withSortBy(@Nullable List<SortBy> sortBy) {
    return new CostQueryReq(projectId, fields, query, sortBy, limit, offset);
  }

  /** {@return the request for so many rows at most} */
  public CostQueryReq withLimit(@Nullable Long limit) {
    return new CostQueryReq(projectId, fields, query, sortBy, limit, offset);
  }

  /** {@return the request without so many rows at the start} */
  public CostQueryReq withOffset(@Nullable Long offset) {
    return new CostQueryReq(projectId, fields, query, sortBy, limit, offset);
  }

  /**
   * {@return the request that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CostQueryReq parse(String json) {
    return Contract.readRequest(json, SCHEMA);
  }

  /** {@return the JSON of the request} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
