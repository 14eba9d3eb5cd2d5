package io.tokentally.aggregation.price;

import static io.tokentally.json.Column.nullable;
import static io.tokentally.json.Column.optional;
import static io.tokentally.json.Column.required;
import static io.tokentally.json.ValueType.DATE;
import static io.tokentally.json.ValueType.TEXT;

import io.tokentally.json.Check;
import io.tokentally.json.Column;
import io.tokentally.json.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a price: their names on the wire, and what may stand there where prices are given.
 */
public final class PriceColumns {

  /** The currency where none is written. */
  public static final String DEFAULT_UNIT = "USD";

  public static final String ID = "id";
  public static final String LLM_ID = "llm_id";
  public static final String PRICING_LEVEL = "pricing_level";
  public static final String PRICING_LEVEL_ID = "pricing_level_id";
  public static final String CREATED_BY = "created_by";
  public static final String CREATED_AT = "created_at";

  private static final ValueType<BigDecimal> RATE = ValueType.DECIMAL.and(Rates::check);

  public static final Column<BigDecimal> PROMPT_TOKEN_COST = required("prompt_token_cost", RATE);

  public static final Column<BigDecimal> COMPLETION_TOKEN_COST =
      required("completion_token_cost", RATE);

  public static final Column<BigDecimal> CACHE_READ_INPUT_TOKEN_COST =
      optional("cache_read_input_token_cost", RATE);

  public static final Column<BigDecimal> CACHE_CREATION_INPUT_TOKEN_COST =
      optional("cache_creation_input_token_cost", RATE);

  public static final Column<String> PROMPT_TOKEN_COST_UNIT =
      nullable("prompt_token_cost_unit", TEXT);

  public static final Column<String> COMPLETION_TOKEN_COST_UNIT =
      nullable("completion_token_cost_unit", TEXT);

  public static final Column<Instant> EFFECTIVE_DATE = nullable("effective_date", DATE);

  public static final Column<String> PROVIDER_ID = nullable("provider_id", TEXT);

  /** Not in the contract. */
  public static final String CACHE_CREATION_1H_INPUT_TOKEN_COST =
      "cache_creation_1h_input_token_cost";

  /** The contract's {@code CostCreateInput}, the price of one model. */
  private static final Check PRICE =
      Check.object()
          .column(PROMPT_TOKEN_COST)
          .column(COMPLETION_TOKEN_COST)
          .column(CACHE_READ_INPUT_TOKEN_COST)
          .column(CACHE_CREATION_INPUT_TOKEN_COST)
          .column(PROMPT_TOKEN_COST_UNIT)
          .column(COMPLETION_TOKEN_COST_UNIT)
          .column(EFFECTIVE_DATE)
          .column(PROVIDER_ID);

  /** Prices by model. */
  public static final Check COSTS = Check.mapOf(PRICE);

  /** The contract's {@code CostCreateReq}: prices by model, and whose they are. */
  public static final Check COST_CREATE =
      Check.object()
          .required("project_id", Check.TEXT)
          .optional("wb_user_id", Check.nullable(Check.TEXT))
          .required("costs", COSTS);

  /** The member of a price file of our own that tells it from others. */
  public static final String PRICES = "prices";

  /** Its members that name the lists which its prices are from. */
  public static final String LISTS = "lists";

  public static final Column<String> NAME = required("name", TEXT);
  public static final Column<String> URL = optional("url", TEXT);
  public static final Column<Instant> AS_OF = required("as_of", DATE);
  public static final Column<String> LICENCE = optional("licence", TEXT);
  public static final Check LIST =
      Check.object().column(NAME).column(URL).column(AS_OF).column(LICENCE);

  /** Its members that name models without a price. */
  public static final String UNPRICED = "unpriced";

  public static final Column<String> MODEL = required("model", TEXT);
  public static final Column<String> PROVIDER = optional("provider", TEXT);
  public static final Column<String> REASON = required("reason", TEXT);
  public static final Check WITHOUT_PRICE =
      Check.object().column(MODEL).column(PROVIDER).column(REASON);

  private PriceColumns() {}

  /** {@return whether a document is meant as a price file of our own} */
  public static boolean isPriceFile(@Nullable Object document) {
    return document instanceof Map<?, ?> members && members.get(PRICES) instanceof List<?>;
  }
}
