package io.tokentally.aggregation.operations;

import static io.tokentally.json.Check.INTEGER;
import static io.tokentally.json.Check.MOMENT;
import static io.tokentally.json.Check.NUMBER;
import static io.tokentally.json.Check.TEXT;
import static io.tokentally.json.Check.listOf;
import static io.tokentally.json.Check.mapOf;
import static io.tokentally.json.Check.nullable;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.dsl.json.QueryReader;
import io.tokentally.json.Check;
import io.tokentally.json.ContractChecks;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contract's schemas of the requests and answers, one table each. */
final class Contract {

  /** How many calls a request for usage may read unless it says otherwise. */
  static final long DEFAULT_LIMIT = 10_000;

  /** Where a request stands in the paths of faults. */
  static final Loc BODY = Loc.ROOT.key("body");

  private static final Check RATE = NUMBER.and(Rates::check);

  private static final Check COST_CREATE_INPUT =
      Check.object()
          .required("prompt_token_cost", RATE)
          .required("completion_token_cost", RATE)
          .optional("cache_read_input_token_cost", RATE)
          .optional("cache_creation_input_token_cost", RATE)
          .optional("prompt_token_cost_unit", nullable(TEXT))
          .optional("completion_token_cost_unit", nullable(TEXT))
          .optional("effective_date", nullable(MOMENT))
          .optional("provider_id", nullable(TEXT));

  /** The prices alone, by model. */
  static final Check COSTS = mapOf(COST_CREATE_INPUT);

  static final Check COST_CREATE =
      Check.object()
          .required("project_id", TEXT)
          .optional("wb_user_id", nullable(TEXT))
          .required("costs", COSTS);

  static final Check COST_QUERY =
      Check.object()
          .required("project_id", TEXT)
          .optional("fields", nullable(listOf(TEXT)))
          .optional("query", nullable(QueryReader.CHECK))
          .optional("sort_by", nullable(listOf(ContractChecks.SORT_BY)))
          .optional("limit", nullable(INTEGER))
          .optional("offset", nullable(INTEGER));

  static final Check COST_PURGE =
      Check.object().required("project_id", TEXT).required("query", QueryReader.CHECK);

  static final Check CALLS_USAGE =
      Check.object()
          .required("project_id", TEXT)
          .required("call_ids", listOf(TEXT))
          .optional("include_costs", Check.BOOLEAN)
          .optional("limit", INTEGER);

  static final Check TRACE_USAGE =
      Check.object()
          .required("project_id", TEXT)
          .optional("filter", nullable(ContractChecks.CALLS_FILTER))
          .optional("query", nullable(QueryReader.CHECK))
          .optional("include_costs", Check.BOOLEAN)
          .optional("limit", INTEGER);

  static final Check COST_CREATE_RES =
      Check.openObject().required("ids", listOf(Check.tupleOf(TEXT, 2)));

  private static final Check COST_QUERY_OUTPUT =
      Check.openObject()
          .optional("id", nullable(TEXT))
          .optional("llm_id", nullable(TEXT))
          .optional("prompt_token_cost", nullable(NUMBER))
          .optional("completion_token_cost", nullable(NUMBER))
          .optional("cache_read_input_token_cost", nullable(NUMBER))
          .optional("cache_creation_input_token_cost", nullable(NUMBER))
          .optional("prompt_token_cost_unit", nullable(TEXT))
          .optional("completion_token_cost_unit", nullable(TEXT))
          .optional("effective_date", nullable(MOMENT))
          .optional("provider_id", nullable(TEXT));

  static final Check COST_QUERY_RES =
      Check.openObject().required("results", listOf(COST_QUERY_OUTPUT));

  static final Check COST_PURGE_RES = Check.openObject();

  /** {@code CallsUsageRes} and {@code TraceUsageRes}. */
  static final Check USAGE_RES =
      Check.openObject()
          .optional("call_usage", mapOf(mapOf(ContractChecks.LLM_AGGREGATED_USAGE)))
          .optional("unfinished_call_ids", listOf(TEXT));

  private Contract() {}

  /** {@return the prices of a whole request, or of its {@code costs} alone} */
  static Map<String, CostCreateInput> readCosts(String json) {
    Faults faults = new Faults();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
    if (document instanceof Map<?, ?> members && isRequest(members)) {
      return ContractJson.bind(document, Loc.ROOT, faults, COST_CREATE, CostCreateReq.class)
          .costs();
    }
    return ContractJson.bind(document, Loc.ROOT, faults, COSTS, Costs.class);
  }

  /** {@return whether this is a request, and not prices one of which is of a model "costs"} */
  private static boolean isRequest(Map<?, ?> members) {
    return members.containsKey("project_id")
        || (members.get("costs") instanceof Map<?, ?> costs
            && costs.values().stream().allMatch(Map.class::isInstance));
  }

  /** Tells Jackson the type of a map. */
  @JsonDeserialize // as it is; says that Jackson makes it, which a native image has to know
  private static final class Costs extends LinkedHashMap<String, CostCreateInput> {
    private static final long serialVersionUID = 1;
  }

  /** {@return the answer that the JSON holds} Refuses it with every fault. */
  static <T> T readAnswer(String json, Check check, Class<T> type) {
    return ContractJson.read(json, Loc.ROOT, check, type);
  }

  /**
   * {@return the request that the JSON holds} Refuses it with every fault, from {@code body} on.
   */
  static <T> T read(String json, Check check, Class<T> type) {
    return ContractJson.read(json, BODY, check, type);
  }
}
