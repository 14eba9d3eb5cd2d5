package io.tokentally.operations;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.tokentally.json.ContractJson;

/** The answer of {@code /cost/purge}: nothing, as the contract has it. */
@JsonAutoDetect // an empty object on purpose, which Jackson would not write
public record CostPurgeRes() {

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  public static CostPurgeRes parse(String json) {
    return Contract.readAnswer(json, Contract.COST_PURGE_RES, CostPurgeRes.class);
  }

  /** {@return the JSON of the answer} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
