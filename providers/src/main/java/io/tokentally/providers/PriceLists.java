package io.tokentally.providers;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.providers.prices.GenaiReader;
import io.tokentally.providers.prices.ImportedList;
import io.tokentally.providers.prices.LiteLlmReader;
import io.tokentally.providers.prices.ModelsDevReader;
import io.tokentally.providers.prices.OpenRouterReader;
import io.tokentally.providers.prices.OwnList;
import io.tokentally.providers.prices.WeaveCostsReader;
import io.tokentally.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the price lists that the world uses. An entry that is wrong is skipped, with the reason in
 * the result; only text that is no such list at all is rejected. Thread-safe.
 *
 * <p>A price per token is all that is read. A rate for cached tokens that is not written is the
 * prompt rate; an embedding or a rerank that has no completion rate has the completion rate 0. An
 * entry whose token rates are all 0 while something else in it is not is skipped: it would look
 * free.
 */
public final class PriceLists {

  private static final String LITE_LLM = "LiteLLM";

  private PriceLists() {}

  /**
   * {@return the prices of LiteLLM's {@code model_prices_and_context_window.json}}
   *
   * @throws io.tokentally.ValidationException if the text is not a JSON object
   */
  public static PriceList liteLlm(String json) {
    ErrorCollector faults = new ErrorCollector();
    return PriceList.of(LiteLlmReader.read(LITE_LLM, read(json, faults), faults));
  }

  /**
   * {@return the prices of genai-prices' {@code data.json}} A model has no price where the rules of
   * the list take millions of steps to find it.
   *
   * @throws io.tokentally.ValidationException if the text is not a JSON list
   */
  public static PriceList genaiPrices(String json) {
    ErrorCollector faults = new ErrorCollector();
    return PriceList.of(GenaiReader.read(read(json, faults), faults));
  }

  /**
   * {@return the prices of the Weave service's {@code cost_checkpoint.json}, its default prices: of
   * each model one price per date, from which on it is in effect} A model of which one price is
   * wrong is skipped, and so is one whose rates are all 0. The list writes a cache rate that nobody
   * knows as 0, so a report notes what is priced by such a 0.
   *
   * @throws io.tokentally.ValidationException if the text is not a JSON object
   */
  public static PriceList weaveCosts(String json) {
    ErrorCollector faults = new ErrorCollector();
    return PriceList.of(WeaveCostsReader.read(read(json, faults), faults));
  }

  /**
   * {@return the prices of models.dev's {@code api.json}} A model whose rates are all 0 is skipped:
   * it may be part of a subscription.
   *
   * @throws io.tokentally.ValidationException if the text is not a JSON object
   */
  public static PriceList modelsDev(String json) {
    ErrorCollector faults = new ErrorCollector();
    return PriceList.of(ModelsDevReader.read(read(json, faults), faults));
  }

  /**
   * {@return the prices of what OpenRouter answers at {@code /api/v1/models}} They are of calls
   * that go through OpenRouter.
   *
   * @throws io.tokentally.ValidationException if the text is not a JSON object with such a list
   */
  public static PriceList openRouter(String json) {
    ErrorCollector faults = new ErrorCollector();
    return PriceList.of(OpenRouterReader.read(read(json, faults), faults));
  }

  /**
   * {@return the prices of any of these lists, of a price file of our own, or of a body of {@code
   * /cost/create} or its {@code costs}, whichever the JSON has the shape of}
   *
   * @throws io.tokentally.ValidationException if it is none of them, or prices for {@code
   *     /cost/create} with an error, with every error
   */
  public static PriceList parse(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object document = read(json, faults);
    if (PriceColumns.isPriceFile(document) && document instanceof Map<?, ?> file) {
      faults.throwIfAny();
      return PriceList.of(OwnList.read("prices", file, false));
    }
    if (document instanceof List<?> list && isGenaiPrices(list)) {
      return PriceList.of(GenaiReader.read(document, faults));
    }
    if (document instanceof Map<?, ?> members && isLiteLlm(members)) {
      return PriceList.of(LiteLlmReader.read(LITE_LLM, document, faults));
    }
    if (document instanceof Map<?, ?> members && isWeaveCosts(members)) {
      return PriceList.of(WeaveCostsReader.read(document, faults));
    }
    if (document instanceof Map<?, ?> members && OpenRouterReader.is(members)) {
      return PriceList.of(OpenRouterReader.read(document, faults));
    }
    if (document instanceof Map<?, ?> members && ModelsDevReader.is(members)) {
      return PriceList.of(ModelsDevReader.read(document, faults));
    }
    if (document instanceof Map<?, ?> members && isCosts(members)) {
      return costs(PriceTable.parse(json));
    }
    String expected =
        "expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for"
            + " /cost/create, found ";
    throw ErrorCollector.refusal(Loc.ROOT, Type.TYPE, expected + JsonValues.describe(document));
  }

  private static @Nullable Object read(String json, ErrorCollector faults) {
    return JsonReader.read(json, Loc.ROOT, faults);
  }

  private static boolean isGenaiPrices(List<?> list) {
    return list.isEmpty() || list.stream().anyMatch(each -> hasAny(each, "models"));
  }

  private static boolean isLiteLlm(Map<?, ?> members) {
    return members.values().stream()
        .anyMatch(
            entry ->
                hasAny(entry, "litellm_provider", "input_cost_per_token", "output_cost_per_token"));
  }

  private static boolean isWeaveCosts(Map<?, ?> members) {
    return members.values().stream()
        .filter(List.class::isInstance)
        .flatMap(prices -> ((List<?>) prices).stream())
        .anyMatch(price -> hasAny(price, WeaveCostsReader.RATES.toArray(String[]::new)));
  }

  private static boolean isCosts(Map<?, ?> members) {
    return members.isEmpty()
        || hasAny(members, "costs", "project_id")
        || members.values().stream()
            .anyMatch(entry -> hasAny(entry, "prompt_token_cost", "completion_token_cost"));
  }

  private static boolean hasAny(@Nullable Object value, String... names) {
    return value instanceof Map<?, ?> members
        && List.of(names).stream().anyMatch(members::containsKey);
  }

  private static PriceList costs(PriceTable table) {
    List<PriceRow> rows = table.rows();
    List<String> loaded = rows.stream().map(PriceRow::llmId).toList();
    return PriceList.of(
        new ImportedList("prices", null, rows, null, rows.size(), loaded, List.of(), List.of()));
  }
}
