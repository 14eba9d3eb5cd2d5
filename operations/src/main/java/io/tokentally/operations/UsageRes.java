package io.tokentally.operations;

import static io.tokentally.json.Member.optional;
import static io.tokentally.json.ValueType.TEXT;
import static io.tokentally.json.ValueType.listOf;
import static io.tokentally.json.ValueType.mapOf;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.json.ContractJson;
import io.tokentally.json.ContractTypes;
import io.tokentally.json.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of {@code /calls/usage} and {@code /trace/usage}. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param callUsage the usage of each call that was asked for or picked, by model
 * @param unfinishedCallIds the calls that went into it and have not ended, sorted
 */
@JsonSerialize(using = ContractSerializer.class)
@JsonDeserialize(using = ContractDeserializer.class)
public record UsageRes(
    Map<String, Map<String, LLMAggregatedUsage>> callUsage, List<String> unfinishedCallIds) {

  static final Schema<UsageRes> SCHEMA =
      Schema.answer(
          values -> new UsageRes(values.next(), values.next()),
          optional(
                  "call_usage",
                  mapOf(mapOf(ContractTypes.LLM_AGGREGATED_USAGE)),
                  UsageRes::callUsage)
              .orElse(Map.of()),
          optional("unfinished_call_ids", listOf(TEXT), UsageRes::unfinishedCallIds)
              .orElse(List.of()));

  public UsageRes {
    Map<String, Map<String, LLMAggregatedUsage>> copy = new LinkedHashMap<>();
    callUsage.forEach((id, usage) -> copy.put(id, Copies.map(usage, "callUsage")));
    callUsage = Collections.unmodifiableMap(copy);
    unfinishedCallIds = Copies.list(unfinishedCallIds, "unfinishedCallIds");
  }

  /**
   * {@return the answer that the JSON holds}
   *
   * @throws io.tokentally.ValidationException with every error, if it holds none
   */
  public static UsageRes parse(String json) {
    return Contract.read(json, SCHEMA);
  }

  /** {@return the JSON of the answer} */
  public String toJson() {
    return ContractJson.write(this);
  }
}
