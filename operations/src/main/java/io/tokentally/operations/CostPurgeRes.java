package io.tokentally.operations;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Schema;

/** The answer of {@code /cost/purge}: nothing, as the contract has it. */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record CostPurgeRes() {

  static final Schema<CostPurgeRes> SCHEMA = Schema.answer(values -> new CostPurgeRes());

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  public static CostPurgeRes parse(String json) {
    return Contract.read(json, SCHEMA);
  }

  /** {@return the JSON of the answer} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
