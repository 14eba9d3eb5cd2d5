package io.tokentally.operations;

import static io.tokentally.json.Member.required;
import static io.tokentally.json.ValueType.listOf;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;
import java.util.List;

/**
 * The answer of {@code /cost/create}. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param ids what was created, in the order of the request
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostCreateRes(List<CreatedCost> ids) {

  static final Schema<CostCreateRes> SCHEMA =
      Schema.answer(
          values -> new CostCreateRes(values.next()),
          required("ids", listOf(CreatedCost.TYPE), CostCreateRes::ids));

  public CostCreateRes {
    ids = Copies.list(ids, "ids");
  }

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  public static CostCreateRes parse(String json) {
    return Contract.read(json, SCHEMA);
  }

  /** {@return the JSON of the answer} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
