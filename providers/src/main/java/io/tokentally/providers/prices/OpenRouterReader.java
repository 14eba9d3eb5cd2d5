package io.tokentally.providers.prices;

import static java.util.Map.entry;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenRouter answers at {@code /api/v1/models}: models with their {@code pricing}, strings of
 * USD for one token, request, image or search; overrides have conditions.
 */
public final class OpenRouterReader {

  private static final String NAME = "OpenRouter";
  private static final String PROVIDER = "openrouter";
  private static final String DATA = "data";
  private static final String PRICING = "pricing";
  private static final String OVERRIDES = "overrides";
  private static final String DISCOUNT = "discount";
  private static final String MIN_PROMPT = "min_prompt_tokens";
  private static final String START = "utc_start";
  private static final String END = "utc_end";
  private static final Set<String> CONDITIONS = Set.of(MIN_PROMPT, START, END);

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("prompt", Kinds.PROMPT),
          entry("completion", Kinds.COMPLETION),
          entry("input_cache_read", Kinds.CACHE_READ),
          entry("input_cache_write", Kinds.CACHE_CREATION),
          entry("input_cache_write_1h", Kinds.CACHE_CREATION_1H),
          entry("internal_reasoning", OtherKind.REASONING),
          entry("audio", "input_audio_tokens"),
          entry("audio_output", "output_audio_tokens"),
          entry("input_audio_cache", "cache_read_audio_tokens"),
          entry("image_token", "input_image_tokens"),
          entry("image", "input_images"),
          entry("image_output", "output_images"),
          entry("request", OtherKind.REQUESTS),
          entry("web_search", "web_search_requests"));

  private final Catalogue catalogue = new Catalogue(NAME);
  private final ReadingErrors readingErrors;

  private OpenRouterReader(ErrorCollector faults) {
    this.readingErrors = new ReadingErrors(faults, loc -> Math.min(2, loc.size()));
  }

  /** {@return whether a document looks like this list} */
  public static boolean is(Map<?, ?> members) {
    return members.get(DATA) instanceof List<?> models
        && models.stream().anyMatch(each -> each instanceof Map<?, ?> m && m.containsKey(PRICING));
  }

  /**
   * {@return what the document holds}
   *
   * @param faults what was wrong with the JSON; what is wrong with its shape is added and rejected
   */
  public static ImportedList read(@Nullable Object document, ErrorCollector faults) {
    if (!(document instanceof Map<?, ?> members && members.get(DATA) instanceof List<?> models)) {
      Check.wrongType("an object with a list of models as data", document, Loc.ROOT, faults);
      throw faults.refusal();
    }
    OpenRouterReader reader = new OpenRouterReader(faults);
    for (int i = 0; i < models.size(); i++) {
      reader.model(i, models.get(i));
    }
    return reader.catalogue.finish();
  }

  private void model(int index, @Nullable Object value) {
    String reason = readingErrors.of(DATA, index);
    if (reason != null
        || !(value instanceof Map<?, ?> members)
        || !(members.get("id") instanceof String id)) {
      String found = "expected an object with an id, found " + JsonValues.describe(value);
      catalogue.skip(DATA + "[" + index + "]", reason == null ? found : reason);
      return;
    }
    ErrorCollector faults = new ErrorCollector();
    List<String> leftOut = new ArrayList<>();
    CatalogueRates rates = new CatalogueRates();
    if (members.get(PRICING) instanceof Map<?, ?> pricing) {
      rates = pricing(pricing, leftOut, faults);
    } else if (members.get(PRICING) != null) {
      Check.wrongType("an object", members.get(PRICING), Loc.ROOT.key(PRICING), faults);
    }
    catalogue.add(PROVIDER, id, rates, leftOut, faults);
  }

  private static CatalogueRates pricing(
      Map<?, ?> pricing, List<String> leftOut, ErrorCollector faults) {
    CatalogueRates rates = new CatalogueRates();
    Loc at = Loc.ROOT.key(PRICING);
    rates(pricing, 0, rates.usual(), Set.of(OVERRIDES, DISCOUNT), leftOut, at, faults);
    if (pricing.get(OVERRIDES) instanceof List<?> overrides) {
      for (int i = 0; i < overrides.size(); i++) {
        override(overrides.get(i), rates, leftOut, at.key(OVERRIDES).index(i), faults);
      }
    } else if (pricing.get(OVERRIDES) != null) {
      Check.wrongType("a list", pricing.get(OVERRIDES), at.key(OVERRIDES), faults);
    }
    Object discount = pricing.get(DISCOUNT);
    BigDecimal less = discount == null ? null : rate(discount, at.key(DISCOUNT), faults);
    return less == null || less.signum() == 0 ? rates : rates.times(BigDecimal.ONE.subtract(less));
  }

  private static void override(
      @Nullable Object value,
      CatalogueRates rates,
      List<String> leftOut,
      Loc at,
      ErrorCollector faults) {
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an object", value, at, faults);
      return;
    }
    Object min = members.get(MIN_PROMPT);
    // From a number of tokens on is above the number before it.
    long above = min == null ? 0 : ListChecks.tokens(min, 1, at.key(MIN_PROMPT), faults) - 1;
    LocalTime from = time(members.get(START), at.key(START), faults);
    LocalTime until = time(members.get(END), at.key(END), faults);
    boolean isTimed = from != null && until != null;
    boolean isHalfTimed = from == null ^ until == null;
    if (isHalfTimed || (min == null && !isTimed)) {
      String msg = "expected min_prompt_tokens, or utc_start and utc_end, found other conditions";
      faults.add(at, Type.VALUE, msg);
      return;
    }
    TieredRates own = isTimed ? new TieredRates() : rates.usual();
    rates(members, Math.max(0, above), own, CONDITIONS, leftOut, at, faults);
    if (from != null && until != null) {
      rates.put(new Hours(from, until), own);
    }
  }

  private static void rates(
      Map<?, ?> members,
      long above,
      TieredRates rates,
      Set<String> others,
      List<String> leftOut,
      Loc at,
      ErrorCollector faults) {
    members.forEach(
        (name, value) -> {
          String member = (String) name;
          String kind = KINDS.get(member);
          if (value == null || others.contains(member)) {
            return;
          }
          if (kind == null) {
            leftOut.add(Kinds.dotted(at.key(member)));
          } else {
            BigDecimal rate = rate(value, at.key(member), faults);
            // A rate of 0 of what is part of something else says that it has none of its own.
            boolean isOwn = kind.equals(Kinds.PROMPT) || kind.equals(Kinds.COMPLETION);
            if (rate != null && (isOwn || rate.signum() > 0)) {
              rates.put(kind, above, rate);
            }
          }
        });
  }

  /** {@return the rate that a string or number says; null with an error for others} */
  private static @Nullable BigDecimal rate(Object value, Loc at, ErrorCollector faults) {
    Object number = value;
    if (value instanceof String text) {
      try {
        number = new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        number = value;
      }
    }
    return ListChecks.rate(number, 0, at, faults);
  }

  private static @Nullable LocalTime time(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      try {
        String plain = text.strip();
        return LocalTime.parse(
            plain.endsWith("Z") ? plain.substring(0, plain.length() - 1) : plain);
      } catch (DateTimeException e) {
        // reported below, like every other value
      }
    }
    Check.wrongType("a time of day such as 16:30", value, at, faults);
    return null;
  }
}
