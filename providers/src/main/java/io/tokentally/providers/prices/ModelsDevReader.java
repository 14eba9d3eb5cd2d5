package io.tokentally.providers.prices;

import static java.util.Map.entry;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code api.json} of models.dev: providers with their models, each with its {@code cost} in
 * USD for a million tokens.
 */
public final class ModelsDevReader {

  private static final String NAME = "models.dev";
  private static final String MODELS = "models";
  private static final String COST = "cost";
  private static final String OVER_200K = "context_over_200k";
  private static final String TIERS = "tiers";
  private static final String TIER = "tier";

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("input", Kinds.PROMPT),
          entry("output", Kinds.COMPLETION),
          entry("cache_read", Kinds.CACHE_READ),
          entry("cache_write", Kinds.CACHE_CREATION),
          entry("reasoning", OtherKind.REASONING),
          entry("input_audio", "input_audio_tokens"),
          entry("output_audio", "output_audio_tokens"));

  private final Catalogue catalogue = new Catalogue(NAME);
  private final ReadingErrors readingErrors;

  private ModelsDevReader(ErrorCollector faults) {
    this.readingErrors = new ReadingErrors(faults, loc -> Math.min(3, loc.size()));
  }

  /** {@return whether a document looks like this list} */
  public static boolean is(Map<?, ?> members) {
    return members.values().stream()
        .anyMatch(
            each ->
                each instanceof Map<?, ?> provider
                    && provider.get(MODELS) instanceof Map<?, ?> models
                    && models.values().stream().allMatch(Map.class::isInstance));
  }

  /**
   * {@return what the document holds}
   *
   * @param faults what was wrong with the JSON; what is wrong with its shape is added and rejected
   */
  public static ImportedList read(@Nullable Object document, ErrorCollector faults) {
    if (!(document instanceof Map<?, ?> providers)) {
      Check.wrongType("an object of providers", document, Loc.ROOT, faults);
      throw faults.refusal();
    }
    ModelsDevReader reader = new ModelsDevReader(faults);
    providers.forEach((id, provider) -> reader.provider((String) id, provider));
    return reader.catalogue.finish();
  }

  private void provider(String id, @Nullable Object value) {
    String reason = readingErrors.of(id);
    if (reason == null
        && value instanceof Map<?, ?> members
        && members.get(MODELS) instanceof Map<?, ?> models) {
      models.forEach((model, entry) -> model(id, (String) model, entry));
    } else {
      String found = "expected an object of models, found " + JsonValues.describe(value);
      catalogue.skip(id, reason == null ? found : reason);
    }
  }

  private void model(String provider, String id, @Nullable Object value) {
    String reason = readingErrors.of(provider, MODELS, id);
    if (reason != null || !(value instanceof Map<?, ?> members)) {
      String found = "expected an object, found " + JsonValues.describe(value);
      catalogue.skip(provider + "/" + id, reason == null ? found : reason);
      return;
    }
    ErrorCollector faults = new ErrorCollector();
    List<String> leftOut = new ArrayList<>();
    CatalogueRates rates = new CatalogueRates();
    if (members.get(COST) instanceof Map<?, ?> cost) {
      cost(cost, rates.usual(), leftOut, faults);
    } else if (members.get(COST) != null) {
      Check.wrongType("an object", members.get(COST), Loc.ROOT.key(COST), faults);
    }
    catalogue.add(provider, id, rates, leftOut, faults);
  }

  private static void cost(
      Map<?, ?> cost, TieredRates rates, List<String> leftOut, ErrorCollector faults) {
    Loc at = Loc.ROOT.key(COST);
    cost.forEach(
        (name, value) -> {
          String member = (String) name;
          if (value == null || (member.equals(OVER_200K) && cost.get(TIERS) != null)) {
            return; // the tiers say the same
          }
          if (member.equals(OVER_200K) && value instanceof Map<?, ?> over) {
            rates(over, 200_000, rates, leftOut, at.key(member), faults);
          } else if (member.equals(TIERS) && value instanceof List<?> tiers) {
            for (int i = 0; i < tiers.size(); i++) {
              tier(tiers.get(i), rates, leftOut, at.key(TIERS).index(i), faults);
            }
          } else {
            rate(member, value, 0, rates, leftOut, at, faults);
          }
        });
  }

  private static void tier(
      @Nullable Object value,
      TieredRates rates,
      List<String> leftOut,
      Loc at,
      ErrorCollector faults) {
    if (value instanceof Map<?, ?> members
        && members.get(TIER) instanceof Map<?, ?> tier
        && "context".equals(tier.get("type"))) {
      long above = ListChecks.tokens(tier.get("size"), 1, at.key(TIER).key("size"), faults);
      rates(members, above, rates, leftOut, at, faults);
    } else {
      // Without its condition nothing says when the base rates hold.
      Check.wrongType("rates with a tier of the type context", value, at, faults);
    }
  }

  private static void rates(
      Map<?, ?> members,
      long above,
      TieredRates rates,
      List<String> leftOut,
      Loc at,
      ErrorCollector faults) {
    members.forEach(
        (name, value) -> {
          if (value != null && !name.equals(TIER)) {
            rate((String) name, value, above, rates, leftOut, at, faults);
          }
        });
  }

  private static void rate(
      String member,
      Object value,
      long above,
      TieredRates rates,
      List<String> leftOut,
      Loc at,
      ErrorCollector faults) {
    String kind = KINDS.get(member);
    if (kind == null) {
      leftOut.add(Kinds.dotted(at.key(member)));
      return;
    }
    BigDecimal rate =
        ListChecks.rate(value, ListChecks.DIGITS_OF_A_MILLION, at.key(member), faults);
    if (rate != null) {
      rates.put(kind, above, rate);
    }
  }
}
