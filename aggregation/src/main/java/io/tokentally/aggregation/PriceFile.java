package io.tokentally.aggregation;

import static io.tokentally.aggregation.price.PriceColumns.DEFAULT_UNIT;
import static java.util.Objects.requireNonNullElse;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prices from a file: of our own form, or a body of {@code /cost/create}, or its {@code costs}
 * object alone.
 */
final class PriceFile {

  /** Before every date that can be written. */
  private static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

  private PriceFile() {}

  static List<PriceRow> parse(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
    if (PriceColumns.isPriceFile(document)) {
      return PriceDocument.read(document);
    }
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
    Instant date = PriceColumns.EFFECTIVE_DATE.read(price);
    String promptUnit = PriceColumns.PROMPT_TOKEN_COST_UNIT.read(price);
    String completionUnit = PriceColumns.COMPLETION_TOKEN_COST_UNIT.read(price);
    return PriceRow.builder()
        .id(model)
        .llmId(model)
        .providerId(PriceColumns.PROVIDER_ID.read(price))
        .effectiveDate(requireNonNullElse(date, BEGINNING_OF_TIME))
        .promptTokenCost(Objects.requireNonNull(PriceColumns.PROMPT_TOKEN_COST.read(price)))
        .completionTokenCost(Objects.requireNonNull(PriceColumns.COMPLETION_TOKEN_COST.read(price)))
        .cacheReadInputTokenCost(PriceColumns.CACHE_READ_INPUT_TOKEN_COST.read(price))
        .cacheCreationInputTokenCost(PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST.read(price))
        .promptTokenCostUnit(requireNonNullElse(promptUnit, DEFAULT_UNIT))
        .completionTokenCostUnit(requireNonNullElse(completionUnit, DEFAULT_UNIT))
        .build();
  }
}
