package io.tokentally.aggregation;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.Check;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.Moments;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prices from a file: a body of {@code /cost/create}, or its {@code costs} object alone. */
final class PriceFile {

  /** Before every date that can be written. */
  private static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

  private PriceFile() {}

  static List<PriceRow> parse(String json) {
    Faults faults = new Faults();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
    boolean whole = document instanceof Map<?, ?> members && isRequest(members);
    Check check = whole ? PriceColumns.COST_CREATE : PriceColumns.COSTS;
    check.check(document, Loc.ROOT, faults);
    faults.throwIfAny();
    Map<?, ?> prices = object(whole ? object(document).get("costs") : document);
    List<PriceRow> rows = new ArrayList<>();
    prices.forEach((model, price) -> rows.add(row((String) model, object(price))));
    return rows;
  }

  /** {@return whether this is a request, and not prices one of which is of a model "costs"} */
  private static boolean isRequest(Map<?, ?> members) {
    return members.containsKey("project_id")
        || (members.get("costs") instanceof Map<?, ?> costs
            && costs.values().stream().allMatch(Map.class::isInstance));
  }

  private static Map<?, ?> object(@Nullable Object checked) {
    return (Map<?, ?>) Objects.requireNonNull(checked);
  }

  private static PriceRow row(String model, Map<?, ?> price) {
    PriceRow.Builder row =
        PriceRow.builder()
            .id(model)
            .llmId(model)
            .providerId((String) price.get("provider_id"))
            .effectiveDate(date((String) price.get("effective_date")))
            .promptTokenCost(Objects.requireNonNull(rate(price, "prompt_token_cost")))
            .completionTokenCost(Objects.requireNonNull(rate(price, "completion_token_cost")))
            .cacheReadInputTokenCost(rate(price, "cache_read_input_token_cost"))
            .cacheCreationInputTokenCost(rate(price, "cache_creation_input_token_cost"));
    if (price.get("prompt_token_cost_unit") instanceof String unit) {
      row.promptTokenCostUnit(unit);
    }
    if (price.get("completion_token_cost_unit") instanceof String unit) {
      row.completionTokenCostUnit(unit);
    }
    return row.build();
  }

  private static Instant date(@Nullable String text) {
    return text == null ? BEGINNING_OF_TIME : Objects.requireNonNull(Moments.parse(text));
  }

  private static @Nullable BigDecimal rate(Map<?, ?> price, String column) {
    return price.get(column) instanceof Number rate ? Numbers.decimal(rate) : null;
  }
}
