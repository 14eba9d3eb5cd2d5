package io.tokentally.providers.prices;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data.json} of genai-prices: a list of providers with their models, with prices per
 * million tokens.
 */
public final class GenaiReader {

  private static final String NAME = "genai-prices";
  private static final String MODELS = "models";
  private static final String FALLBACKS = "fallback_model_providers";

  private static final Check PROVIDER =
      Check.openObject()
          .required("id", Check.TEXT)
          .required(MODELS, Check.listOf(Check.ANY))
          .optional(FALLBACKS, Check.nullable(Check.listOf(Check.TEXT)));

  /** What the names of models have in common that answer with no tokens. */
  private static final List<String> WITHOUT_OUTPUT = List.of("embed", "rerank", "bge-", "voyage-");

  private final ReadingErrors readingFaults;
  private final ImportLog log = new ImportLog();
  private final List<GenaiProvider> providers = new ArrayList<>();
  private int entries;

  private GenaiReader(ErrorCollector faults) {
    this.readingFaults = new ReadingErrors(faults, GenaiReader::steps);
  }

  /** {@return how many steps name the model, or only the provider, that a place belongs to} */
  private static int steps(List<Object> loc) {
    boolean isModel = loc.size() > 2 && loc.get(1).equals(MODELS);
    return Math.min(isModel ? 3 : 1, loc.size());
  }

  /**
   * {@return what the document holds}
   *
   * @param faults what was wrong with the JSON; what is wrong with its shape is added and rejected
   */
  public static ImportedList read(@Nullable Object document, ErrorCollector faults) {
    if (!(document instanceof List<?> list)) {
      Check.wrongType("a list of providers", document, Loc.ROOT, faults);
      throw faults.refusal();
    }
    GenaiReader reader = new GenaiReader(faults);
    for (int i = 0; i < list.size(); i++) {
      reader.provider(i, list.get(i));
    }
    GenaiMatcher matcher = new GenaiMatcher(reader.providers);
    return reader.log.finish(NAME, null, matcher, reader.entries);
  }

  private void provider(int index, @Nullable Object value) {
    ErrorCollector faults = new ErrorCollector();
    PROVIDER.check(value, Loc.ROOT, faults);
    if (!(value instanceof Map<?, ?> members)
        || !(members.get("id") instanceof String id)
        || !(members.get(MODELS) instanceof List<?> models)) {
      entries++;
      log.skip("[" + index + "]", requireNonNull(ReadingErrors.inWords(faults), "an error"));
      return;
    }
    GenaiProvider provider = provider(id, members, faults);
    String reason = readingFaults.of(index);
    reason = reason == null ? ReadingErrors.inWords(faults) : reason;
    for (int i = 0; i < models.size(); i++) {
      String own = readingFaults.of(index, MODELS, i);
      model(provider, models.get(i), i, reason == null ? own : reason);
    }
    providers.add(provider);
  }

  private static GenaiProvider provider(String id, Map<?, ?> members, ErrorCollector faults) {
    List<String> fallbacks = new ArrayList<>();
    if (members.get(FALLBACKS) instanceof List<?> ids) {
      ids.stream()
          .distinct()
          .filter(String.class::isInstance)
          .forEach(each -> fallbacks.add((String) each));
    }
    return new GenaiProvider(
        id,
        clause(members, "provider_match", faults),
        clause(members, "model_match", faults),
        fallbacks);
  }

  private static MatchClause clause(Map<?, ?> members, String name, ErrorCollector faults) {
    Object clause = members.get(name);
    return clause == null
        ? MatchClause.NEVER
        : MatchClauses.read(clause, Loc.ROOT.key(name), faults);
  }

  /**
   * @param refused why nothing of the entry can be read, null if it can
   */
  private void model(
      GenaiProvider provider, @Nullable Object value, int index, @Nullable String refused) {
    entries++;
    String place = provider.id() + "/" + MODELS + "[" + index + "]";
    if (!(value instanceof Map<?, ?> members)) {
      log.skip(place, refused == null ? expectedObject(value) : refused);
      return;
    }
    if (!(members.get("id") instanceof String id)) {
      String found = "id: expected a string, found " + JsonValues.describe(members.get("id"));
      log.skip(place, refused == null ? found : refused);
      return;
    }
    ErrorCollector faults = new ErrorCollector();
    MatchClause clause = MatchClauses.read(members.get("match"), Loc.ROOT.key("match"), faults);
    Loc at = Loc.ROOT.key("prices");
    GenaiPrices prices = GenaiPrices.read(members.get("prices"), offer(id, members), at, faults);
    String reason = refused == null ? ReadingErrors.inWords(faults) : refused;
    reason = reason == null ? prices.unpriced() : reason;
    List<PriceRow> rows = List.of();
    String entry = provider.id() + "/" + id;
    if (reason == null) {
      String rowId = NAME + "/" + entry;
      rows = new GenaiTimeline(rowId, id, provider.id(), prices.alternatives()).rows();
      reason = ListChecks.impossibleRates(rows);
    }
    if (reason != null) {
      rows = List.of();
      log.skip(entry, reason);
    } else if (!log.load(entry, rows, prices.leftOut())) {
      return;
    }
    provider.add(new GenaiModel(id, clause, rows, reason));
  }

  private static String expectedObject(@Nullable Object value) {
    return "expected an object, found " + JsonValues.describe(value);
  }

  private static GenaiPrices.Offer offer(String id, Map<?, ?> members) {
    if (ModelNames.isFreeOffer(id)) {
      return GenaiPrices.Offer.FREE;
    }
    return noOutput(members) ? GenaiPrices.Offer.NO_OUTPUT : GenaiPrices.Offer.USUAL;
  }

  private static boolean noOutput(Map<?, ?> members) {
    return Stream.of("id", "name")
        .map(members::get)
        .filter(String.class::isInstance)
        .map(name -> ((String) name).toLowerCase(Locale.ROOT))
        .anyMatch(name -> WITHOUT_OUTPUT.stream().anyMatch(name::contains));
  }
}
