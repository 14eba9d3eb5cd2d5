package io.tokentally.aggregation.price;

import static io.tokentally.json.Check.MOMENT;
import static io.tokentally.json.Check.NUMBER;
import static io.tokentally.json.Check.TEXT;
import static io.tokentally.json.Check.mapOf;
import static io.tokentally.json.Check.nullable;

import io.tokentally.json.Check;

/** What prices look like in JSON: the columns of a price, and the objects that hold prices. */
public final class PriceColumns {

  private static final Check RATE = NUMBER.and(Rates::check);

  /** {@code CostCreateInput}: the price of one model. */
  private static final Check PRICE =
      Check.object()
          .required("prompt_token_cost", RATE)
          .required("completion_token_cost", RATE)
          .optional("cache_read_input_token_cost", RATE)
          .optional("cache_creation_input_token_cost", RATE)
          .optional("prompt_token_cost_unit", nullable(TEXT))
          .optional("completion_token_cost_unit", nullable(TEXT))
          .optional("effective_date", nullable(MOMENT))
          .optional("provider_id", nullable(TEXT));

  /** Prices by model. */
  public static final Check COSTS = mapOf(PRICE);

  /** {@code CostCreateReq}: prices by model, and whose they are. */
  public static final Check COST_CREATE =
      Check.object()
          .required("project_id", TEXT)
          .optional("wb_user_id", nullable(TEXT))
          .required("costs", COSTS);

  private PriceColumns() {}
}
