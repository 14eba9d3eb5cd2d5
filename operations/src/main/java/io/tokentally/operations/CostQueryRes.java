package io.tokentally.operations;

import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.listOf;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;
import java.util.List;

/**
 * The answer of {@code /cost/query}. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param results the rows, each with the fields that were asked for
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostQueryRes(List<CostQueryOutput> results) {

  static final Schema<CostQueryRes> SCHEMA =
      Schema.answer(
          values -> new CostQueryRes(values.next()),
          required("results", listOf(CostQueryOutput.SCHEMA.type()), CostQueryRes::results));

  public CostQueryRes {
    results = Copies.list(results, "results");
  }

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  public static CostQueryRes parse(String json) {
    return Contract.read(json, SCHEMA);
  }

  /** {@return the JSON of the answer} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
